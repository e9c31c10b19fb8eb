package org.tadpole.analysis;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/** The filters of the module analysis-common that our index settings name, under the same names, over the same Lucene classes. */
public class AnalysisNames extends Plugin implements AnalysisPlugin {
    private static final Map<String, Integer> SCRIPTS = Map.of(
        "han", CJKBigramFilter.HAN,
        "hiragana", CJKBigramFilter.HIRAGANA,
        "katakana", CJKBigramFilter.KATAKANA,
        "hangul", CJKBigramFilter.HANGUL
    );

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of(
            "cjk_bigram", (index, environment, name, settings) -> new Bigrams(name, settings),
            "cjk_width", (index, environment, name, settings) -> new Widths(name, settings)
        );
    }

    /** Options as in Elasticsearch's reference: ignored_scripts, output_unigrams. */
    private static final class Bigrams extends AbstractTokenFilterFactory {
        private final int scripts;
        private final boolean unigrams;

        Bigrams(String name, Settings settings) {
            super(name, settings);
            Set<String> ignored = new HashSet<>(settings.getAsList("ignored_scripts"));
            scripts = SCRIPTS.entrySet().stream()
                .filter(script -> ignored.contains(script.getKey()) == false)
                .mapToInt(Map.Entry::getValue)
                .reduce(0, (some, one) -> some | one);
            unigrams = settings.getAsBoolean("output_unigrams", false);
        }

        @Override
        public TokenStream create(TokenStream words) {
            return new CJKBigramFilter(words, scripts, unigrams);
        }
    }

    private static final class Widths extends AbstractTokenFilterFactory {
        Widths(String name, Settings settings) {
            super(name, settings);
        }

        @Override
        public TokenStream create(TokenStream words) {
            return new CJKWidthFilter(words);
        }
    }
}

"""Words parents use for the same thing. Editors add to them in the CMS; running this again adds nothing twice."""

from django.db import migrations

GROUPS = (
    "湿疹, 奶癣, 特应性皮炎, eczema",
    "纸尿裤, 尿不湿, 尿片, 尿布, nappy, diaper",
    "红屁股, 尿布疹, 尿布皮炎",
    "惊厥, 抽搐, 抽筋, 抽风",
    "发烧, 发热, 高热, fever",
    "拉肚子, 腹泻, 拉稀",
    "便秘, 拉不出, 攒肚",
    "吐奶, 溢奶, 呛奶",
    "黄疸, 新生儿黄疸, jaundice",
    "辅食, 副食品, 固体食物, 添加食物",
    "断奶, 离乳, 断母乳",
    "母乳, 母奶, 人奶",
    "配方奶, 奶粉, 婴儿奶粉",
    "吸奶器, 挤奶器",
    "奶瓶, 奶壶",
    "安抚奶嘴, 奶嘴, pacifier",
    "婴儿车, 推车, 手推车, 童车, stroller",
    "安全座椅, 汽车座椅, 儿童座椅",
    "背带, 背巾, 婴儿背带",
    "孕吐, 妊娠反应, 早孕反应",
    "产后抑郁, 产后忧郁, 产后情绪低落",
    "坐月子, 月子, 产褥期",
    "顺产, 自然产, 阴道分娩",
    "剖腹产, 剖宫产",
    "早产儿, 早产宝宝, 早产",
    "糖耐, 糖耐量, 妊娠糖尿病筛查",
    "疫苗, 预防针, 打针",
    "长牙, 出牙, 萌牙",
    "肠绞痛, 肠胀气, 胀气, colic",
)


def add(apps, schema_editor):
    Synonyms = apps.get_model("search_index.Synonyms")
    for words in GROUPS:
        Synonyms.objects.get_or_create(words=words)


class Migration(migrations.Migration):
    dependencies = [("search_index", "0002_tables_of_the_embedded_engine")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]

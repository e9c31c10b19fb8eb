// The CMS starts some of its widgets by scripts inside the page, which our content policy does not run.
// Our versions leave <template data-desk> in that place, and the widgets are started from here.
const starters = {
  date: (...given) => window.initDateChooser(...given),
  time: (...given) => window.initTimeChooser(...given),
  datetime: (...given) => window.initDateTimeChooser(...given),
  createTaskChooser: (...given) => window.createTaskChooser(...given),
};

function begin(mark) {
  const { desk, for: id, options } = mark.dataset;
  mark.removeAttribute("data-desk");
  const data = JSON.parse(options);
  const given = id ? [id, data] : Array.isArray(data) ? data : [data];
  if (starters[desk]) starters[desk](...given);
  else if (/^[A-Z]\w*(Chooser|Panel)$|^Chooser$/.test(desk)) new window[desk](...given);
}

const look = (root) => root.querySelectorAll("template[data-desk]").forEach(begin);

look(document);
new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes) if (node.parentElement) look(node.parentElement);
}).observe(document.body, { childList: true, subtree: true });

/* Several titled groups in a row become one place with heads: a segmented bar, or for long lists
 * a column of heads at the left. */
(function () {
  'use strict';
  const { block, switcher } = window.Taro;
  const FEWEST = 3;

  const grouped = (one) => (one.kind === 'grid' || one.kind === 'cells') && one.title;

  /* The blocks of a page, runs of titled groups put together: [[group, group, …], [other], …]. */
  function runs(blocks) {
    const found = [];
    blocks.forEach((one) => {
      const last = found[found.length - 1];
      if (last && grouped(one) && grouped(last[0])) last.push(one);
      else found.push([one]);
    });
    return found;
  }

  function together(run, client) {
    const column = run.every((one) => one.kind === 'cells');
    return switcher(column ? 'side' : 'segment', run.map((one) => ({
      label: one.title, content: () => [block({ ...one, title: '' }, client)],
    })));
  }

  window.Taro.compose = (blocks, client) => runs(blocks).flatMap((run) => (run.length < FEWEST
    ? run.map((one) => block(one, client)) : [together(run, client)]));
})();

/* The page stack: pages that were left stay in the document, hidden, until they are gone back
 * from; tab pages stay for good.  A kept page is shown again as it was, unless something has
 * been sent since: then its content is fetched anew. */
(function () {
  'use strict';

  class Stack {
    constructor(root) {
      this.root = root;
      this.pages = [];
      this.tabs = new Map();
      this.sent = 0;
    }

    get top() { return this.pages[this.pages.length - 1]; }

    isTab(path) { return this.tabs.has(path) || this.known.has(path); }

    /* The paths of the tab bar, once a page has told them. */
    get known() { return this.tabPaths || (this.tabPaths = new Set(['/'])); }

    /* How many pages lie over the one of this path; -1 if it is not on the stack. */
    depth(path) {
      for (let n = this.pages.length - 1; n >= 0; n -= 1) {
        if (this.pages[n].path === path) return this.pages.length - 1 - n;
      }
      return -1;
    }

    fresh(entry) { return entry && entry.sent === this.sent; }

    /* Shows a page that is kept and still true; false if there is none. */
    resume(path) {
      const tab = this.tabs.get(path);
      if (this.fresh(tab)) {
        this.leaveAll();
        this.pages = [tab];
      } else {
        const over = this.depth(path);
        if (over < 1 || !this.fresh(this.pages[this.pages.length - 1 - over])) return false;
        this.pop(over);
      }
      this.show();
      return true;
    }

    /* manner: push, replace, tab, or user (the browser's own buttons). */
    put(entry, manner) {
      entry.sent = this.sent;
      if (entry.tab) this.putTab(entry);
      else if (manner === 'replace') this.swapTop(entry);
      else if (manner === 'user' && this.depth(entry.path) >= 0) {
        this.pop(this.depth(entry.path));
        this.swapTop(entry);
      } else this.pages.push(entry);
      this.root.append(entry.node);
      this.show();
    }

    putTab(entry) {
      this.leaveAll();
      const old = this.tabs.get(entry.path);
      if (old) old.node.remove();
      this.tabs.set(entry.path, entry);
      this.pages = [entry];
    }

    swapTop(entry) {
      if (this.top && !this.top.tab) this.pop(1);
      this.pages.push(entry);
    }

    pop(count) {
      this.pages.splice(this.pages.length - count, count).forEach((page) => this.drop(page));
    }

    leaveAll() {
      this.pages.forEach((page) => this.drop(page));
      this.pages = [];
    }

    drop(page) { if (!page.tab) page.node.remove(); }

    show() {
      const all = new Set([...this.tabs.values(), ...this.pages]);
      all.forEach((page) => {
        const box = page.scroller();
        if (page !== this.top && page.node.style.display !== 'none' && box) page.scrolled = box.scrollTop;
        page.node.style.display = page === this.top ? '' : 'none';
      });
      const box = this.top.scroller();
      if (box) box.scrollTop = this.top.scrolled || 0;
      document.title = this.top.title;
    }
  }

  window.Uni.Stack = Stack;
})();

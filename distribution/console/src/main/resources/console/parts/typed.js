import { noChange } from '../vendor/lit/lit-html.js';
import { Directive, directive } from '../vendor/lit/directive.js';

/**
 * The value of a field that is taken when it is left, or by Enter: the page may be drawn anew meanwhile, and what somebody types is
 * never overwritten by that.
 */
export const typed = directive(
  class extends Directive {
    render(value) {
      return value;
    }

    update({ element }, [value]) {
      if (element !== document.activeElement && element.value !== value) {
        element.value = value;
      }
      return noChange;
    }
  },
);

// The view "Try": pictures, what models say about them, and what becomes of that under corruptions.
//
// Names for keyboards, screen readers and tests:
//   buttons    Choose pictures · Camera · Draw one · Save · Remove · Remove all · Close the message
//              And another one after it · Without the second corruption · Another seed
//              Show every severity (pressed while it does) · Try all corruptions · Stop · Copy
//   fields     Picture files (a hidden input of files) · Search N models · Search corruptions · Seed of its random numbers
//              Severity of NAME (a slider) · After it (the second corruption) · Suite · Order · Of · By this version only
//   choices    radios named picture (`1 of 3: NAME`), corruption, top and language; check boxes named model
//   answers    article[aria-label="What NAME says"], with data-model; p.agreement; [role=status].told for screen readers
//   measures   performance entries pokeai:first-answer and pokeai:slider
import { stylesheet } from '../../parts/stylesheet.js';
import { Pictures } from './pictures.js';
import { TryView } from './try-view.js';

await Promise.all(['style/segments.css', 'style/try.css', 'style/try-answers.css'].map(stylesheet));

// Whoever looks at another view and comes back finds pictures and choices where they were.
const kept = new WeakMap();

/** Shows the view. */
export function open(host, app, route) {
  if (!kept.has(app)) {
    kept.set(app, { pictures: new Pictures(), query: route.query, drawings: 0, photos: 0 });
  }
  return new TryView(host, app, route, kept.get(app));
}

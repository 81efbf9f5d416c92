/** Nothing yet. */
export class Sweeps {
  follow() {}
  close() {}
}

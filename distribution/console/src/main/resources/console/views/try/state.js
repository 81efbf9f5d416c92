/**
 * What the view shows before anything is known or chosen; `null` is what has to come yet.
 *
 * @param {import('./pictures.js').Pictures} pictures
 */
export function firstState(pictures) {
  return {
    pictures,
    refused: [],
    answerers: null,
    answerersError: null,
    corruptions: null,
    corruptionsError: null,
    models: [],
    steps: [],
    seed: '0',
    top: 3,
    search: '',
    corruptionSearch: '',
    corruptionsOpen: window.matchMedia('(min-width: 60rem)').matches,
    told: '',
    surveyAnswerer: '',
    surveySuite: '',
    surveyOrder: 'listed',
    language: 'curl',
    copyAnswerer: '',
    copyPinned: false,
  };
}

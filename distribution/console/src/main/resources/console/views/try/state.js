/**
 * What the view shows before anything is known or chosen; `null` is what has to come yet.
 *
 * @param {import('./pictures.js').Pictures} pictures
 */
export function firstState(pictures) {
  return {
    pictures,
    refused: [],
    offers: null,
    offersError: null,
    corruptions: null,
    corruptionsError: null,
    models: [],
    slots: [],
    seed: '0',
    top: 3,
    search: '',
    corruptionSearch: '',
    corruptionsOpen: window.matchMedia('(min-width: 60rem)').matches,
    told: '',
    surveyOffer: '',
    surveySuite: '',
    surveyOrder: 'listed',
    language: 'curl',
    copyOffer: '',
    copyPinned: false,
  };
}

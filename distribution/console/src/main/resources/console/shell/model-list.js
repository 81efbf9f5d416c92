/** Where each port says which models there are; names of classes come with the answers. */
export const MODEL_LISTS = { public: '/v1/models', administration: '/v1/models?labels=false' };

/** How many models of such a list answer; the two ports say it in two ways. */
export function readyOf(models) {
  return models.filter((model) => model.ready ?? model.state === 'READY').length;
}

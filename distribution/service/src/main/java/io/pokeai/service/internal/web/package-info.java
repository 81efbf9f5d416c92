/** What all requests share: bodies with limits, errors as JSON, tokens, the limit of work in flight, the access log. */
@NullMarked
package io.pokeai.service.internal.web;

import org.jspecify.annotations.NullMarked;

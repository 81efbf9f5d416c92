package io.pokeai.service.internal.oip;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Serving;
import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.CallTerms;
import io.pokeai.service.internal.web.Limits;
import io.pokeai.service.internal.web.RequestBody;
import io.pokeai.service.internal.web.VersionPin;
import io.pokeai.service.internal.web.WorkLimit;
import io.pokeai.service.spi.InferenceAnswer;
import io.pokeai.service.spi.InferenceCall;
import io.pokeai.service.spi.InferenceQuestion;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of another bundle: its place, its memory, and its deadline. */
final class HeldCall implements InferenceCall {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final InferCalls calls;
    private final Limits limits;
    private final HttpServletRequest request;
    private final WorkLimit.Place place;
    private final BodyMemory.Share share;
    private final long began = System.nanoTime();
    private @Nullable Duration deadline;

    HeldCall(
            InferCalls calls,
            Limits limits,
            HttpServletRequest request,
            WorkLimit.Place place,
            BodyMemory.Share share) {
        this.calls = calls;
        this.limits = limits;
        this.request = request;
        this.place = place;
        this.share = share;
    }

    @Override
    public InputStream body() throws IOException {
        return RequestBody.decoded(request, limits.pace());
    }

    @Override
    public int messageBytes() {
        return limits.bodyBytes();
    }

    @Override
    public void reserve(long bytes) {
        share.growTo(bytes);
    }

    @Override
    public void within(Duration time) {
        deadline = time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }

    @Override
    public InferenceAnswer answer(InferenceQuestion question) {
        InferRequest asked = SentQuestion.read(question);
        CallTerms terms = CallTerms.of(request).orWithin(asked.timeout());
        ModelAnswer answer = calls.answer(
                question.model(), question.version().map(VersionPin::new), asked, shortened(terms, question.model()));
        return new InferenceAnswer(
                answer.model(),
                answer.version(),
                InferAnswer.outputs(asked, answer).stream()
                        .map(HeldCall::output)
                        .toList());
    }

    private CallTerms shortened(CallTerms terms, String model) {
        Duration whole = deadline;
        if (whole == null) {
            return terms;
        }
        Duration left = whole.minusNanos(System.nanoTime() - began);
        if (left.isNegative() || left.isZero()) {
            throw new EngineException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "The deadline of the call to model '" + model + "' passed before all of it had come.",
                    "Allow more time, or send less at once.");
        }
        return terms.deadline().filter(other -> other.compareTo(left) <= 0).isPresent()
                ? terms
                : new CallTerms(terms.caller(), Optional.of(Serving.requireDeadline(left)));
    }

    private static InferenceAnswer.TensorOutput output(InferAnswer.Output output) {
        int width = output.width();
        List<Long> shape = List.of((long) output.rows().size(), (long) width);
        return output.classes() == 0
                ? new InferenceAnswer.Scores(output.name(), shape, output.rows())
                : new InferenceAnswer.Classes(output.name(), shape, output.texts(width));
    }

    @Override
    public void close() {
        share.close();
        place.close();
    }
}

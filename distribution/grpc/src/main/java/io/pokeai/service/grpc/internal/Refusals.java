package io.pokeai.service.grpc.internal;

import io.pokeai.service.spi.CallFailure;

/** Why calls of gRPC are refused before anybody is asked. */
final class Refusals {
    private Refusals() {}

    /** The message is not what its definition says. */
    static CallFailure malformed(String problem) {
        return new CallFailure(
                400,
                "BAD_REQUEST",
                problem,
                "Make the message with code that was generated from the protocol's definition.");
    }

    static CallFailure badRequest(String problem, String remedy) {
        return new CallFailure(400, "BAD_REQUEST", problem, remedy);
    }

    static CallFailure tooLarge(int most) {
        return new CallFailure(
                413, "BODY_TOO_LARGE", "The message has more than " + most + " bytes.", "Send less at once.");
    }

    static CallFailure notImplemented(String problem, String remedy) {
        return new CallFailure(501, "NOT_IMPLEMENTED", problem, remedy);
    }
}

package io.pokeai.service.internal.administration;

import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.service.internal.web.JsonInput;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done to a name, as the last part of a path says it. */
enum ModelAction {
    LOAD(SwapOrder.Takes.TARGET) {
        @Override
        SwapReport make(ModelControl control, String model, SwapOrder order) {
            return control.load(model, order.target(), order.terms());
        }
    },
    UNLOAD(SwapOrder.Takes.NOTHING) {
        @Override
        SwapReport make(ModelControl control, String model, SwapOrder order) {
            return control.unload(model, order.terms());
        }
    },
    SWAP(SwapOrder.Takes.GATE) {
        @Override
        SwapReport make(ModelControl control, String model, SwapOrder order) {
            return control.swap(model, order.target(), order.terms());
        }
    },
    CANARY(SwapOrder.Takes.WEIGHT) {
        @Override
        SwapReport make(ModelControl control, String model, SwapOrder order) {
            double weight = order.weight()
                    .orElseThrow(() -> JsonInput.missing("weight", "Give the part of the calls, such as 0.05."));
            return control.canary(model, order.target(), weight, order.terms());
        }
    },
    SHADOW(SwapOrder.Takes.GATE) {
        @Override
        SwapReport make(ModelControl control, String model, SwapOrder order) {
            return control.shadow(model, order.target(), order.terms());
        }
    },
    PROMOTE(SwapOrder.Takes.NOTHING) {
        @Override
        SwapReport make(ModelControl control, String model, SwapOrder order) {
            return control.promote(model, order.terms());
        }
    },
    ABORT(SwapOrder.Takes.NOTHING) {
        @Override
        SwapReport make(ModelControl control, String model, SwapOrder order) {
            return control.abort(model, order.terms());
        }
    },
    ROLLBACK(SwapOrder.Takes.VERSION) {
        @Override
        SwapReport make(ModelControl control, String model, SwapOrder order) {
            return control.rollback(model, order.target(), order.terms());
        }
    };

    private final SwapOrder.Takes takes;

    ModelAction(SwapOrder.Takes takes) {
        this.takes = takes;
    }

    /** The action of a path; empty for any other text. */
    static Optional<ModelAction> of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which fields its body may have. */
    SwapOrder.Takes takes() {
        return takes;
    }

    /** Makes the change; returns when it is done or has failed. */
    abstract SwapReport make(ModelControl control, String model, SwapOrder order);
}

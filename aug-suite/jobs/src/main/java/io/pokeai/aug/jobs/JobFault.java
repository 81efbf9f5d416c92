package io.pokeai.aug.jobs;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;

/**
 * Why a job has failed.
 *
 * @param code of the error
 * @param problem what is wrong
 * @param remedy what to do; may be empty
 */
public record JobFault(ErrorCode code, String problem, String remedy) {
    /** Of an error. */
    public static JobFault of(EngineException error) {
        return new JobFault(error.code(), error.problem(), error.remedy());
    }
}

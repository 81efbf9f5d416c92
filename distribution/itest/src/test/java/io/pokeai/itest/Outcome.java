package io.pokeai.itest;

/**
 * What became of a child process.
 *
 * @param status exit status; 128 + signal when a signal ended it
 * @param out standard output
 * @param err standard error
 * @param millis from start to end
 */
record Outcome(int status, String out, String err, long millis) {
    @Override
    public String toString() {
        return "exit " + status + " after " + millis + " ms\n--- out\n" + out + "\n--- err\n" + err;
    }
}

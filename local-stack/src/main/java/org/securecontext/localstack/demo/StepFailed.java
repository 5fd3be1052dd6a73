package org.securecontext.localstack.demo;

/** A step of the walk came back with something else than it should. */
final class StepFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepFailed(String message) {
        super(message);
    }
}

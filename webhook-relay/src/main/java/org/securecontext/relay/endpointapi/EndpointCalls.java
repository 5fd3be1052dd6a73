package org.securecontext.relay.endpointapi;

import org.springframework.stereotype.Component;

/** What can be done with endpoints. */
@Component
final class EndpointCalls {

    private final CreateEndpoint create;
    private final ChangeEndpoint change;
    private final DeleteEndpoint delete;
    private final TestEndpoint test;
    private final SwitchEndpoint turn;
    private final RotateSecret rotate;

    EndpointCalls(
            CreateEndpoint create,
            ChangeEndpoint change,
            DeleteEndpoint delete,
            TestEndpoint test,
            SwitchEndpoint turn,
            RotateSecret rotate) {
        this.create = create;
        this.change = change;
        this.delete = delete;
        this.test = test;
        this.turn = turn;
        this.rotate = rotate;
    }

    CreateEndpoint create() {
        return create;
    }

    ChangeEndpoint change() {
        return change;
    }

    DeleteEndpoint delete() {
        return delete;
    }

    TestEndpoint test() {
        return test;
    }

    SwitchEndpoint turn() {
        return turn;
    }

    RotateSecret rotate() {
        return rotate;
    }
}

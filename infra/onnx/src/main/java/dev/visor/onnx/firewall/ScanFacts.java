package dev.visor.onnx.firewall;

import dev.visor.onnx.graph.Graph;

/** Facts about the model as a whole, and the factory of facts about its messages. */
final class ScanFacts {
    private final FirewallLimits limits;
    private int nodes;
    private int constants;
    private long irVersion;
    private long defaultOpset;
    private boolean graph;

    ScanFacts(FirewallLimits limits) {
        this.limits = limits;
    }

    MessageFacts begin(WireSchema schema, int graphDepth) {
        if (schema == WireSchema.TENSOR) {
            return new TensorFacts();
        }
        if (schema == WireSchema.NODE) {
            return new NodeFacts();
        }
        if (schema == WireSchema.GRAPH) {
            return new GraphFacts();
        }
        if (schema == WireSchema.OPSET) {
            return new OpsetFacts();
        }
        if (schema == WireSchema.MODEL) {
            return new ModelFacts();
        }
        return MessageFacts.NONE;
    }

    /** Parts whose mere presence is a refusal, before they are looked into. */
    void refusePresence(WireSchema schema, int field) {
        if (schema == WireSchema.MODEL && field == WireSchema.MODEL_FUNCTIONS) {
            throw new Refusal(FirewallRule.FUNCTIONS, "export the model with its functions inlined");
        }
        if (schema == WireSchema.MODEL && field == WireSchema.MODEL_TRAINING_INFO) {
            throw new Refusal(FirewallRule.TRAINING_INFO, "export it for inference");
        }
        if (schema == WireSchema.TENSOR && field == TensorFacts.EXTERNAL_DATA) {
            throw TensorFacts.external();
        }
    }

    void finish() {
        if (irVersion < 3 || irVersion > Graph.MAX_IR_VERSION) {
            throw new Refusal(
                    FirewallRule.IR_VERSION, "it is " + irVersion + ", supported are 3 to " + Graph.MAX_IR_VERSION);
        }
        if (!graph) {
            throw new Refusal(FirewallRule.NO_GRAPH, "the graph is missing");
        }
        if (defaultOpset < 7 || defaultOpset > Graph.MAX_OPSET) {
            String found = defaultOpset == 0 ? "none is declared" : "it is " + defaultOpset;
            throw new Refusal(FirewallRule.OPSET, found + ", supported are 7 to " + Graph.MAX_OPSET);
        }
    }

    private final class ModelFacts extends MessageFacts {
        @Override
        void number(int field, long value) {
            if (field == 1) {
                irVersion = value;
            }
        }

        @Override
        void child(int field) {
            graph |= field == 7;
        }
    }

    private final class OpsetFacts extends MessageFacts {
        private String domain = "";
        private long version;

        @Override
        boolean wantsText(int field) {
            return field == 1;
        }

        @Override
        void text(int field, String value) {
            domain = value;
        }

        @Override
        void number(int field, long value) {
            version = value;
        }

        @Override
        void finish() {
            if (domain.isEmpty() || domain.equals("ai.onnx")) {
                if (defaultOpset != 0) {
                    throw new Refusal(FirewallRule.OPSET, "the default opset is declared twice");
                }
                defaultOpset = version;
            }
        }
    }

    private final class GraphFacts extends MessageFacts {
        @Override
        void child(int field) {
            switch (field) {
                case 1 -> {
                    if (++nodes > limits.nodes()) {
                        throw new Refusal(FirewallRule.TOO_MANY_NODES, "more than " + limits.nodes());
                    }
                }
                case 5, 15 -> {
                    if (++constants > limits.constants()) {
                        throw new Refusal(FirewallRule.TOO_MANY_CONSTANTS, "more than " + limits.constants());
                    }
                }
                default -> {}
            }
        }
    }
}

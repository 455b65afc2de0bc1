package dev.visor.onnx.firewall;

/** Why a file is refused. The ids are stable: they stand in events, records and answers. */
public enum FirewallRule {
    /** No bytes at all. */
    EMPTY("ONNX-EMPTY", "the file is empty"),
    /** More bytes than {@link FirewallLimits#fileBytes()}. */
    FILE_SIZE("ONNX-FILE-SIZE", "the file is too large"),
    /** HTML or XML, typically an error page saved under the model's name. */
    HTML("ONNX-HTML", "the file is a web page"),
    /** A Python pickle, which runs code when it is opened. */
    PICKLE("ONNX-PICKLE", "the file is a Python pickle"),
    /** A ZIP archive, which a PyTorch checkpoint is too. */
    ZIP("ONNX-ZIP", "the file is a ZIP archive"),
    /** Compressed by gzip. */
    GZIP("ONNX-GZIP", "the file is compressed"),
    /** The signature of another known format. */
    OTHER_FORMAT("ONNX-OTHER-FORMAT", "the file is of another format"),
    /** Bytes that don't start like an ONNX model. */
    NOT_A_MODEL("ONNX-NOT-A-MODEL", "the file is not an ONNX model"),
    /** The file ends before what it announces. */
    TRUNCATED("ONNX-TRUNCATED", "the file ends early"),
    /** A part claims more bytes than its surroundings have, or than any file may have. */
    LENGTH_CLAIM("ONNX-LENGTH-CLAIM", "a part claims more bytes than there are"),
    /** Wire format that no writer makes: bad tags, wrong field types, single fields given twice. */
    MALFORMED("ONNX-MALFORMED", "the file is damaged"),
    /** A field that ONNX IR 13 doesn't have. */
    UNKNOWN_FIELD("ONNX-UNKNOWN-FIELD", "the file has fields that ONNX doesn't know"),
    /** Messages inside messages beyond {@link FirewallLimits#messageDepth()}. */
    TOO_DEEP("ONNX-TOO-DEEP", "the file is nested too deeply"),
    /** Graphs inside graphs beyond {@link FirewallLimits#controlFlowDepth()}. */
    CONTROL_FLOW("ONNX-CONTROL-FLOW", "control flow is nested too deeply"),
    /** More nodes than {@link FirewallLimits#nodes()}. */
    TOO_MANY_NODES("ONNX-TOO-MANY-NODES", "too many nodes"),
    /** More constants than {@link FirewallLimits#constants()}. */
    TOO_MANY_CONSTANTS("ONNX-TOO-MANY-CONSTANTS", "too many constants"),
    /** More inputs or outputs than {@link FirewallLimits#inputs()}. */
    TOO_MANY_INPUTS("ONNX-TOO-MANY-INPUTS", "too many inputs"),
    /** More list elements or messages than {@link FirewallLimits#listElements()}. */
    TOO_MANY_ELEMENTS("ONNX-TOO-MANY-ELEMENTS", "too many elements"),
    /** A name longer than {@link FirewallLimits#nameBytes()}. */
    NAME_LENGTH("ONNX-NAME-LENGTH", "a name is too long"),
    /** A description or metadata text longer than {@link FirewallLimits#textBytes()}. */
    TEXT_LENGTH("ONNX-TEXT-LENGTH", "a text is too long"),
    /** Negative dimensions, or a product beyond 64 bits. */
    DIMENSIONS("ONNX-DIMENSIONS", "a tensor's dimensions are impossible"),
    /** A constant whose declared size isn't that of its data. */
    TENSOR_BYTES("ONNX-TENSOR-BYTES", "a constant's data doesn't fit its declaration"),
    /** Data kept in another file, anywhere in the model. */
    EXTERNAL_DATA("ONNX-EXTERNAL-DATA", "the model refers to other files"),
    /** Operators defined by the model itself. */
    FUNCTIONS("ONNX-FUNCTIONS", "the model defines its own operators"),
    /** Information for training. */
    TRAINING_INFO("ONNX-TRAINING-INFO", "the model carries training information"),
    /** An operator domain that isn't allowed. */
    DOMAIN("ONNX-DOMAIN", "the model uses operators of a domain that is not allowed"),
    /** An operator that isn't allowed. */
    OPERATOR("ONNX-OPERATOR", "the model uses an operator that is not allowed"),
    /** An IR version that isn't supported. */
    IR_VERSION("ONNX-IR-VERSION", "the model's IR version is not supported"),
    /** No default opset, or one that isn't supported. */
    OPSET("ONNX-OPSET", "the model's opset is not supported"),
    /** No graph, or one without nodes, inputs or outputs. */
    NO_GRAPH("ONNX-NO-GRAPH", "the model has no graph to run"),
    /** Constants that make a small file compute something huge. */
    RESOURCE_BOMB("ONNX-RESOURCE-BOMB", "the model would use up the machine");

    private final String id;
    private final String words;

    FirewallRule(String id, String words) {
        this.id = id;
        this.words = words;
    }

    public String id() {
        return id;
    }

    /** What it means, for people, without the figures of the case. */
    public String words() {
        return words;
    }
}

package dev.visor.onnx.firewall;

import java.util.Set;

/** Which operators a model may use, wherever the node stands. */
final class NodeFacts extends MessageFacts {
    private static final int OP_TYPE = 4;
    private static final int DOMAIN = 7;

    /** Operators of ai.onnx that decode or search text and image files; no detector needs them. */
    private static final Set<String> REFUSED = Set.of(
            "ImageDecoder", "RegexFullMatch", "StringConcat", "StringNormalizer", "StringSplit", "TfIdfVectorizer");

    /** ONNX Runtime's quantised and fused operators that exporters and quantisers write. */
    private static final Set<String> MICROSOFT = Set.of(
            "BiasGelu",
            "DequantizeLinear",
            "DynamicQuantizeMatMul",
            "FastGelu",
            "FusedConv",
            "FusedGemm",
            "FusedMatMul",
            "Gelu",
            "MatMulIntegerToFloat",
            "MatMulNBits",
            "NhwcMaxPool",
            "QGemm",
            "QLinearAdd",
            "QLinearAveragePool",
            "QLinearConcat",
            "QLinearConv",
            "QLinearGlobalAveragePool",
            "QLinearLeakyRelu",
            "QLinearMul",
            "QLinearReduceMean",
            "QLinearSigmoid",
            "QLinearSoftmax",
            "QLinearWhere",
            "QuantizeLinear",
            "QuickGelu");

    private String opType = "";
    private String domain = "";

    @Override
    boolean wantsText(int field) {
        return field == OP_TYPE || field == DOMAIN;
    }

    @Override
    void text(int field, String value) {
        if (field == OP_TYPE) {
            opType = value;
        } else {
            domain = value;
        }
    }

    @Override
    void finish() {
        switch (domain) {
            case "", "ai.onnx" -> {
                if (REFUSED.contains(opType)) {
                    throw new Refusal(FirewallRule.OPERATOR, Refusal.quoted(opType));
                }
            }
            case "com.microsoft" -> {
                if (!MICROSOFT.contains(opType)) {
                    throw new Refusal(FirewallRule.OPERATOR, Refusal.quoted(opType) + " of com.microsoft");
                }
            }
            default ->
                throw new Refusal(
                        FirewallRule.DOMAIN,
                        Refusal.quoted(domain) + " for operator " + Refusal.quoted(opType)
                                + "; allowed are ai.onnx and some of com.microsoft");
        }
    }
}

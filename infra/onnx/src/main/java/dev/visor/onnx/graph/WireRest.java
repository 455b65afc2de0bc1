package dev.visor.onnx.graph;

import dev.visor.onnx.proto.GraphProto;
import dev.visor.onnx.proto.ModelProto;
import dev.visor.onnx.proto.SparseTensorProto;
import dev.visor.onnx.proto.TypeProto;
import dev.visor.onnx.proto.ValueInfoProto;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The parts of a model that Visor doesn't edit, in their wire form: functions, training information, sparse
 * constants, quantisation annotations, types that aren't plain tensors.
 */
final class WireRest {
    /** The model without its graph, opsets, metadata and the fields {@link Graph} has. */
    ModelProto model = ModelProto.getDefaultInstance();

    /** The graph's rare parts only. */
    GraphProto graph = GraphProto.getDefaultInstance();

    /** Declarations as they were read, for what {@link ValueInfo} doesn't hold. */
    final Map<String, ValueInfoProto> declarations = new HashMap<>();

    Set<String> sparseNames() {
        if (graph.getSparseInitializerCount() == 0) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>();
        for (SparseTensorProto s : graph.getSparseInitializerList()) {
            names.add(s.getValues().getName());
        }
        return names;
    }

    void rename(String from, String to) {
        ValueInfoProto declared = declarations.remove(from);
        if (declared != null) {
            declarations.put(to, declared);
        }
    }

    static boolean isPlainTensor(TypeProto type) {
        return type.hasTensorType() || type.getValueCase() == TypeProto.ValueCase.VALUE_NOT_SET;
    }
}

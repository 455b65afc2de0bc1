package dev.visor.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.onnx.proto.GraphProto;
import dev.visor.onnx.proto.NodeProto;
import dev.visor.onnx.proto.ValueInfoProto;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GraphTest {
    private final Graph graph = new Graph();
    private final Node first = new Node("Relu", "first", List.of("x"), List.of("a"));
    private final Node second = new Node("Add", "second", List.of("a", "a"), List.of("b"));

    GraphTest() {
        graph.addInput(ValueInfo.of("x", ElementType.FLOAT, 1));
        graph.append(first);
        graph.append(second);
        graph.addOutput(ValueInfo.of("b", ElementType.FLOAT, 1));
    }

    @Test
    void knowsProducersAndConsumers() {
        assertThat(graph.producer("a")).isSameAs(first);
        assertThat(graph.producer("x")).isNull();
        assertThat(graph.consumers("a")).containsExactly(second);
        assertThat(graph.onlyConsumer("a")).isSameAs(second);
        assertThat(graph.onlyConsumer("b")).isNull();
    }

    @Test
    void settersKeepTheIndexesRight() {
        second.setInput(1, "x");
        assertThat(graph.consumers("a")).containsExactly(second);
        assertThat(graph.consumers("x")).containsExactly(first, second);
        second.setInput(0, "x");
        assertThat(graph.isUsed("a")).isFalse();
        first.setOutput(0, "c");
        assertThat(graph.producer("a")).isNull();
        assertThat(graph.producer("c")).isSameAs(first);
    }

    @Test
    void insertsBetweenTwoNodes() {
        Node between = new Node("Sigmoid", "between", List.of("a"), List.of(graph.freshName("a")));
        graph.replaceAllUses("a", between.output());
        graph.insertAfter(first, between);
        assertThat(graph.nodes()).containsExactly(first, between, second);
        assertThat(second.inputs()).containsExactly("a_1", "a_1");
        assertThat(graph.consumers("a")).containsExactly(between);
    }

    @Test
    void renamesEverywhere() {
        graph.setValueInfo(ValueInfo.of("a", ElementType.FLOAT, 1));
        graph.rename("a", "middle");
        graph.rename("b", "result");
        assertThat(first.outputs()).containsExactly("middle");
        assertThat(second.inputs()).containsExactly("middle", "middle");
        assertThat(graph.outputs()).extracting(ValueInfo::name).containsExactly("result");
        assertThat(graph.valueInfo("middle")).isNotNull();
        assertThat(graph.valueInfo("a")).isNull();
    }

    @Test
    void refusesASecondProducerAndATakenName() {
        assertThatThrownBy(() -> graph.append(new Node("Relu", "third", List.of("x"), List.of("a"))))
                .hasMessageContaining("can't produce \"a\"");
        assertThatThrownBy(() -> graph.rename("a", "x")).isInstanceOf(GraphFormatException.class);
        assertThat(graph.nodes()).hasSize(2);
    }

    @Test
    void nestedGraphsReadAndFollowTheValuesAroundThem() {
        GraphProto then = GraphProto.newBuilder()
                .addNode(NodeProto.newBuilder().setOpType("Neg").addInput("a").addOutput("inner"))
                .addOutput(ValueInfoProto.newBuilder().setName("inner"))
                .build();
        Node choice = new Node("If", "choice", List.of("b"), List.of("c"));
        choice.attributes().set("then_branch", new Attribute.OfGraph(then));
        graph.append(choice);
        assertThat(choice.reads()).containsExactly("b", "a");
        assertThat(graph.consumers("a")).containsExactly(second, choice);
        graph.rename("a", "z");
        assertThat(choice.reads()).containsExactly("b", "z");
        assertThat(graph.consumers("z")).containsExactlyInAnyOrder(second, choice);
    }

    @Test
    void sortsWhatStandsInTheWrongOrderAndLeavesTheRestAlone() {
        graph.remove(first);
        graph.append(first);
        assertThat(graph.nodes()).containsExactly(second, first);
        graph.sort();
        assertThat(graph.nodes()).containsExactly(first, second);
        graph.sort();
        assertThat(graph.nodes()).containsExactly(first, second);
    }

    @Test
    void namesANodeOfACycle() {
        first.setInput(0, "b");
        assertThatThrownBy(graph::sort).hasMessageContaining("cycle through Relu \"first\"");
    }

    @Test
    void copiesShareNothingThatChanges() {
        Graph copy = graph.copy();
        copy.nodes().getFirst().setInput(0, "y");
        copy.rename("b", "q");
        assertThat(first.inputs()).containsExactly("x");
        assertThat(graph.isOutput("b")).isTrue();
    }

    @Test
    void indexesSurviveAThousandRandomEdits() {
        Graph g = TinyModels.yoloLike(2);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 1000; i++) {
            Node n = g.nodes().get(random.nextInt(g.nodes().size()));
            switch (random.nextInt(4)) {
                case 0 -> g.rename(n.output(), g.freshName("v" + i));
                case 1 -> g.insertAfter(n, new Node("Relu", "r" + i, List.of(n.output()), List.of("r" + i)));
                case 2 -> n.setInput(0, g.nodes().getFirst().input(0));
                default -> {
                    if (g.nodes().size() > 5) {
                        g.remove(n);
                    }
                }
            }
        }
        for (Node n : g.nodes()) {
            n.outputs().forEach(out -> assertThat(g.producer(out)).isSameAs(n));
            n.reads().forEach(in -> assertThat(g.consumers(in)).contains(n));
        }
        for (Node n : g.nodes()) {
            n.outputs()
                    .forEach(out ->
                            g.consumers(out).forEach(c -> assertThat(c.reads()).contains(out)));
        }
    }
}

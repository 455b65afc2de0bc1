package dev.visor.compression.pass.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.channel.Allocation.Limit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllocationTest {
    @Test
    void the_group_that_does_least_harm_for_what_it_saves_goes_first() {
        Limit harmless = new Limit(even(16, 0.01), 16, 4, 4);
        Limit harmful = new Limit(even(16, 0.1), 16, 4, 4);
        int[] left = new Allocation(List.of(harmful, harmless), l -> l[0] + l[1]).downTo(28);
        assertThat(left).containsExactly(16, 12);
    }

    @Test
    void savings_count_as_much_as_harm() {
        Limit cheap = new Limit(even(16, 0.01), 16, 4, 4);
        Limit large = new Limit(even(16, 0.02), 16, 4, 4);
        int[] left = new Allocation(List.of(cheap, large), l -> l[0] + 10.0 * l[1]).downTo(150);
        assertThat(left).containsExactly(16, 12);
    }

    @Test
    void a_group_keeps_what_it_must_and_what_cannot_be_reached_is_come_near_to() {
        Limit one = new Limit(even(16, 0.01), 16, 8, 4);
        assertThat(new Allocation(List.of(one), l -> l[0]).downTo(1)).containsExactly(8);
    }

    @Test
    void an_odd_number_falls_to_the_next_multiple() {
        Limit one = new Limit(even(12, 0.01), 12, 1, 8);
        assertThat(new Allocation(List.of(one), l -> l[0]).downTo(11)).containsExactly(8);
    }

    @Test
    void nothing_goes_where_the_goal_is_met_already() {
        Limit one = new Limit(even(16, 0.01), 16, 1, 8);
        assertThat(new Allocation(List.of(one), l -> l[0]).downTo(16)).containsExactly(16);
    }

    private static Curve even(int units, double harm) {
        return new Curve(
                IntStream.range(0, units).toArray(),
                IntStream.rangeClosed(0, units).mapToDouble(k -> k * harm).toArray());
    }
}

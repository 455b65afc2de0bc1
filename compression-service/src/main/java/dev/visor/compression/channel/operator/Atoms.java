package dev.visor.compression.channel.operator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sets of indices that live and die together: union by size with path halving (Tarjan, 1975). An atom is one index of one axis
 * of one value or constant. A set may be protected; it keeps the first reason.
 */
public final class Atoms {
    private int[] parents = new int[1024];
    private int[] sizes = new int[1024];
    private @Nullable String[] reasons = new @Nullable String[1024];
    private int count;

    /** New atoms, each a set of its own. */
    public int[] fresh(int size) {
        int[] atoms = new int[size];
        if (count + size > parents.length) {
            int room = Math.max(2 * parents.length, count + size);
            parents = Arrays.copyOf(parents, room);
            sizes = Arrays.copyOf(sizes, room);
            reasons = Arrays.copyOf(reasons, room);
        }
        for (int i = 0; i < size; i++) {
            parents[count] = count;
            sizes[count] = 1;
            atoms[i] = count++;
        }
        return atoms;
    }

    /** The atom that stands for a set. */
    public int find(int atom) {
        int a = atom;
        while (parents[a] != a) {
            parents[a] = parents[parents[a]];
            a = parents[a];
        }
        return a;
    }

    /** Makes two sets one. */
    public void union(int a, int b) {
        int large = find(a);
        int small = find(b);
        if (large == small) {
            return;
        }
        if (sizes[large] < sizes[small]) {
            int swap = large;
            large = small;
            small = swap;
        }
        parents[small] = large;
        sizes[large] += sizes[small];
        if (reasons[large] == null) {
            reasons[large] = reasons[small];
        }
    }

    /** Keeps a set from removal; it keeps the reason that it has, if it has one. */
    public void protect(int atom, String reason) {
        int root = find(atom);
        if (reasons[root] == null) {
            reasons[root] = reason;
        }
    }

    /** Why a set stays; null if it may be removed. */
    public @Nullable String reason(int atom) {
        return reasons[find(atom)];
    }
}

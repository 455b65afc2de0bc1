package dev.visor.evaluation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.evaluation.ledger.LedgerChain.Link;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerChainTest {
    private final List<Link> chain = chain("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");

    @Test
    void findsNothingWrongWithAnUntouchedChain() {
        assertThat(defect(chain)).isNull();
        assertThat(LedgerChain.defect(List.of(), 0, LedgerChain.BEGINNING)).isNull();
    }

    @Test
    void findsAChangedEntry() {
        Link second = chain.get(1);
        chain.set(1, new Link(2, "{\"b\":3}", second.previousHash(), second.hash()));
        assertThat(defect(chain)).startsWith("entry 2 was changed");
    }

    @Test
    void findsAnEntryThatWasChangedTogetherWithItsHash() {
        Link second = chain.get(1);
        chain.set(1, new Link(2, "{}", second.previousHash(), LedgerChain.hash(second.previousHash(), "{}")));
        assertThat(defect(chain)).startsWith("entry 3 doesn't follow the one before it");
    }

    @Test
    void findsAMissingEntry() {
        chain.remove(1);
        assertThat(defect(chain)).isEqualTo("entry 2 is missing; the next is 3");
    }

    @Test
    void findsACutOffEnd() {
        Link last = chain.getLast();
        chain.removeLast();
        assertThat(LedgerChain.defect(chain, last.sequence(), last.hash())).contains("ends at entry 2");
    }

    private static String defect(List<Link> links) {
        return LedgerChain.defect(
                links, links.getLast().sequence(), links.getLast().hash());
    }

    private static List<Link> chain(String... entries) {
        List<Link> links = new ArrayList<>();
        Sha256 previous = LedgerChain.BEGINNING;
        for (String entry : entries) {
            Sha256 hash = LedgerChain.hash(previous, entry);
            links.add(new Link(links.size() + 1, entry, previous, hash));
            previous = hash;
        }
        return links;
    }
}

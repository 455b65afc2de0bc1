package dev.visor.evaluation.dryrun;

import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Objective;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would have said of the last uploads.
 *
 * @param policy its name
 * @param target its target
 * @param objective what chooses among variants that pass
 * @param complete whether all uploads that were asked for are here
 * @param notice why not, and what to do; null if they are
 * @param seconds it took
 * @param summary counts
 * @param uploads the newest decision first
 */
record DryRunReport(
        String policy,
        String target,
        Objective objective,
        boolean complete,
        @Nullable String notice,
        double seconds,
        Summary summary,
        List<JudgedUpload> uploads) {
    DryRunReport {
        uploads = List.copyOf(uploads);
    }

    /**
     * Counts.
     *
     * @param uploads how many were judged
     * @param wouldPromote how many of them would have had a variant promoted
     * @param wouldRefuse how many would not
     * @param changed how many would have ended otherwise than they did: another variant, or none, or one at all
     * @param variants how many were judged
     * @param pass variants that keep the policy
     * @param fail variants that break it
     * @param inconclusive variants that the data is too small for
     * @param error variants that can't be judged
     * @param changedVariants variants whose outcome is another one than then
     */
    record Summary(
            int uploads,
            int wouldPromote,
            int wouldRefuse,
            int changed,
            int variants,
            int pass,
            int fail,
            int inconclusive,
            int error,
            int changedVariants) {
        static Summary of(List<JudgedUpload> uploads) {
            List<JudgedVariant> all =
                    uploads.stream().flatMap(u -> u.variants().stream()).toList();
            int promoted =
                    (int) uploads.stream().filter(u -> u.chosen() != null).count();
            return new Summary(
                    uploads.size(),
                    promoted,
                    uploads.size() - promoted,
                    (int) uploads.stream().filter(JudgedUpload::changed).count(),
                    all.size(),
                    count(all, Outcome.PASS),
                    count(all, Outcome.FAIL),
                    count(all, Outcome.INCONCLUSIVE),
                    count(all, Outcome.ERROR),
                    (int) all.stream().filter(JudgedVariant::changed).count());
        }

        private static int count(List<JudgedVariant> variants, Outcome outcome) {
            return (int)
                    variants.stream().filter(v -> v.now().outcome() == outcome).count();
        }
    }

    /**
     * An upload.
     *
     * @param version which one
     * @param decidedAt when it was decided
     * @param target of its policy of then
     * @param promoted which variant was promoted then; null if it was refused
     * @param state how that promotion stands, {@code REFUSED} if there was none
     * @param reason of the refusal or a rollback; null otherwise
     * @param chosen which variant the objective would pick now; null if none passes
     * @param changed whether that is another answer than then
     * @param variants all that were made and settled
     */
    record JudgedUpload(
            ModelVersion version,
            Instant decidedAt,
            String target,
            @Nullable VariantId promoted,
            String state,
            @Nullable String reason,
            @Nullable VariantId chosen,
            boolean changed,
            List<JudgedVariant> variants) {
        JudgedUpload {
            variants = List.copyOf(variants);
        }

        static JudgedUpload of(History.Decided then, @Nullable VariantId chosen, List<JudgedVariant> variants) {
            return new JudgedUpload(
                    then.version(),
                    then.decidedAt(),
                    then.target(),
                    then.promoted(),
                    then.state(),
                    then.reason(),
                    chosen,
                    !Objects.equals(chosen, then.promoted()),
                    variants);
        }
    }

    /**
     * A variant.
     *
     * @param variant which one
     * @param then how it came out by the policy of then; null if it was never judged
     * @param now the verdict by this policy, with each gate's reason
     * @param changed whether the outcomes differ
     */
    record JudgedVariant(VariantId variant, @Nullable Outcome then, Verdict now, boolean changed) {}
}

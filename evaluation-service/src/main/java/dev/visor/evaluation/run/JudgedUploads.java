package dev.visor.evaluation.run;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Uploaded files that were judged on a dataset. */
@Component
class JudgedUploads {
    private final JdbcClient jdbc;

    JudgedUploads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One of them.
     *
     * @param file which; of several versions with the same bytes the last
     * @param dataset the dataset's version that it was judged on
     * @param toolVersion what judged
     * @param report artefact of its report
     */
    record Upload(VariantId file, Sha256 dataset, String toolVersion, Sha256 report) {}

    /**
     * The most accurate one, whose doubts weigh most.
     *
     * @param digest on this version of the dataset; null for the one on which something was judged last
     */
    Optional<Upload> best(String dataset, @Nullable Sha256 digest) {
        return jdbc.sql("""
                        select v.model, v.version, v.recipe, e.dataset_digest, e.tool_version, e.report_digest
                        from evaluation e join variant v on v.evaluation = e.key
                        where e.dataset = :dataset and e.digest = e.baseline_digest
                            and e.dataset_digest = coalesce(:digest, (
                                select dataset_digest from evaluation
                                where dataset = :dataset and digest = baseline_digest
                                order by evaluated_at desc limit 1))
                        order by e.ap desc, e.evaluated_at desc, v.recipe <> :baseline, v.model, v.version desc
                        limit 1""")
                .param("dataset", dataset)
                .param("digest", digest == null ? null : digest.raw(), Types.BINARY)
                .param("baseline", VariantId.BASELINE)
                .query((row, number) -> new Upload(
                        new VariantId(
                                new ModelVersion(row.getString("model"), row.getInt("version")),
                                row.getString("recipe")),
                        Sha256.ofRaw(row.getBytes("dataset_digest")),
                        row.getString("tool_version"),
                        Sha256.ofRaw(row.getBytes("report_digest"))))
                .optional();
    }
}

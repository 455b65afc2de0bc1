package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Sha256;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Variants that were measured, to choose from. */
@Component
public class MeasuredQueries {
    private final JdbcClient jdbc;

    MeasuredQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A measured variant.
     *
     * @param variant {@code model.version.recipe}
     * @param dataset that it was judged on
     * @param datasetDigest the dataset's version; only variants of the same can be compared
     * @param split the judged split
     * @param ap its AP
     */
    public record Choice(String variant, String dataset, Sha256 datasetDigest, String split, double ap) {}

    /**
     * The last so many, by name.
     *
     * @param limit most of them
     */
    public List<Choice> latest(int limit) {
        return jdbc.sql("""
                        select * from (select * from view_metric order by evaluated_at desc limit :limit) latest
                        order by model, version desc, variant
                        """)
                .param("limit", limit)
                .query((row, i) -> new Choice(
                        row.getString("variant"),
                        row.getString("dataset"),
                        Columns.digest(row, "dataset_digest"),
                        row.getString("split"),
                        row.getDouble("ap")))
                .list();
    }
}

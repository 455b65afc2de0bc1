package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.policy.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Datasets and policies. */
@Component
public class LibraryQueries {
    private final JdbcClient jdbc;

    LibraryQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What models are judged on and by. */
    public Library library() {
        return new Library(datasets(), policies());
    }

    private List<Library.Dataset> datasets() {
        return jdbc.sql("select * from view_dataset order by name")
                .query((row, i) -> new Library.Dataset(
                        row.getString("name"),
                        Columns.digest(row, "digest"),
                        Columns.strings(row, "classes"),
                        splits(row.getString("name")),
                        row.getInt("boxes"),
                        row.getInt("findings"),
                        Columns.instant(row, "imported_at")))
                .list();
    }

    private Map<String, Integer> splits(String dataset) {
        Map<String, Integer> images = new LinkedHashMap<>();
        jdbc.sql("""
                        select split, images from view_dataset_split where dataset = :dataset
                        order by array_position(array['train', 'calib', 'val', 'promotion', 'test'], split)
                        """).param("dataset", dataset).query(row -> {
            images.put(row.getString("split"), row.getInt("images"));
        });
        return images;
    }

    private List<Library.PolicyEntry> policies() {
        return jdbc.sql("select * from view_policy order by name")
                .query((row, i) -> new Library.PolicyEntry(
                        ContractJson.MAPPER.readValue(row.getString("document"), Policy.class),
                        row.getInt("version"),
                        Columns.instant(row, "defined_at")))
                .list();
    }
}

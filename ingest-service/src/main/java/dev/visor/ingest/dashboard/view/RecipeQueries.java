package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.event.RecipeDefined;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Recipes. */
@Component
public class RecipeQueries {
    private final JdbcClient jdbc;

    RecipeQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that hold: the baseline first, then built-in ones, then by name. */
    public List<RecipeEntry> recipes() {
        return jdbc.sql("select * from view_recipe where not deleted order by name <> 'baseline', not built_in, name")
                .query((row, i) -> new RecipeEntry(
                        row.getString("name"),
                        row.getInt("version"),
                        row.getString("description"),
                        Columns.digest(row, "digest"),
                        row.getBoolean("built_in"),
                        row.getBoolean("standard"),
                        row.getString("text"),
                        List.of(ContractJson.MAPPER.readValue(row.getString("passes"), RecipeDefined.Step[].class)),
                        Columns.instant(row, "defined_at")))
                .list();
    }
}

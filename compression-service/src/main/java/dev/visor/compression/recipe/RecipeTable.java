package dev.visor.compression.recipe;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.VariantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Texts of recipes in PostgreSQL. None is ever overwritten. */
@Repository
class RecipeTable {
    private final JdbcClient jdbc;

    RecipeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One writer of recipes at a time, over all processes, until the current transaction ends. */
    void lock() {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended('recipes', 0))) as held")
                .query(Integer.class)
                .single();
    }

    void append(RecipeVersion recipe) {
        jdbc.sql("""
                        insert into recipe_version (name, version, text, digest, built_in, defined_at)
                        values (:name, :version, :text, :digest, :builtIn, :at)""")
                .param("name", recipe.name())
                .param("version", recipe.version())
                .param("text", recipe.text())
                .param("digest", recipe.digest().raw())
                .param("builtIn", recipe.builtIn())
                .param("at", Timestamp.from(recipe.definedAt()))
                .update();
    }

    void delete(String name, int version, Instant at) {
        jdbc.sql("update recipe_version set deleted_at = :at where name = :name and version = :version")
                .param("at", Timestamp.from(at))
                .param("name", name)
                .param("version", version)
                .update();
    }

    /** The newest version of a name, deleted ones too. */
    Optional<RecipeVersion> newest(String name) {
        return jdbc.sql("select * from recipe_version where name = :name order by version desc limit 1")
                .param("name", name)
                .query(RecipeTable::row)
                .optional();
    }

    Optional<RecipeVersion> find(String name, int version) {
        return jdbc.sql("select * from recipe_version where name = :name and version = :version")
                .param("name", name)
                .param("version", version)
                .query(RecipeTable::row)
                .optional();
    }

    /** The newest version of each name that isn't deleted: the baseline first, then built-in ones, then by name. */
    List<RecipeVersion> current() {
        return jdbc.sql("""
                        select * from (select distinct on (name) * from recipe_version order by name, version desc) newest
                        where deleted_at is null order by name <> :baseline, not built_in, name""")
                .param("baseline", VariantId.BASELINE)
                .query(RecipeTable::row)
                .list();
    }

    private static RecipeVersion row(ResultSet row, int index) throws SQLException {
        return new RecipeVersion(
                row.getString("name"),
                row.getInt("version"),
                row.getString("text"),
                Sha256.ofRaw(row.getBytes("digest")),
                row.getBoolean("built_in"),
                row.getTimestamp("deleted_at") != null,
                row.getTimestamp("defined_at").toInstant());
    }
}

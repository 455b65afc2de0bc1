package dev.visor.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;

/** The schema of a service and the role of the same name that owns it and nothing else. */
public final class ServiceSchema {
    /** The services that have one. */
    public static final List<String> ALL = List.of("ingest", "compression", "evaluation", "inference");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private ServiceSchema() {}

    /** The SQL ({@code db/roles.sql}) that makes the role and the schema if they are missing and sets the password. */
    public static String sql(String schema, String password) {
        if (!NAME.matcher(schema).matches()) {
            throw new IllegalArgumentException("'%s' is no name of a schema: %s".formatted(schema, NAME));
        }
        try (InputStream script = ServiceSchema.class.getResourceAsStream("/db/roles.sql")) {
            if (script == null) {
                throw new IllegalStateException("db/roles.sql is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${schema}", schema)
                    .replace("${password}", password.replace("'", "''"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@link #sql} for every service, as a superuser of the system's database. */
    public static void createAll(Connection superuser, String password) throws SQLException {
        for (String schema : ALL) {
            try (Statement statement = superuser.createStatement()) {
                statement.execute(sql(schema, password));
            }
        }
    }
}

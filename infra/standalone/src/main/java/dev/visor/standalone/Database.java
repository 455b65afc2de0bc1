package dev.visor.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** The database with one role and one schema a service; making them again does no harm. */
final class Database {
    private static final String ROLES = "/db/roles.sql";

    private Database() {}

    static void prepare(Ports ports) {
        String server = "jdbc:postgresql://%s:%d/".formatted(Ports.HOST, ports.postgres());
        try {
            try (Connection connection = DriverManager.getConnection(server + "postgres", "postgres", "");
                    Statement statement = connection.createStatement()) {
                if (!exists(statement)) {
                    statement.execute("create database visor");
                }
            }
            try (Connection connection = DriverManager.getConnection(server + "visor", "postgres", "");
                    Statement statement = connection.createStatement()) {
                for (VisorService service : VisorService.values()) {
                    statement.execute(roles(service.word()));
                }
            }
        } catch (SQLException e) {
            throw new StartException("cannot prepare the database: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select from pg_database where datname = 'visor'")) {
            return row.next();
        }
    }

    private static String roles(String schema) {
        try (InputStream in = Database.class.getResourceAsStream(ROLES)) {
            if (in == null) {
                throw new StartException(ROLES + " is not on the class path");
            }
            // The server trusts loopback, so the password is only there for tools that want one.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${schema}", schema)
                    .replace("${password}", schema.toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new StartException("cannot read " + ROLES, e);
        }
    }
}

package dev.visor.ingest.policy;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Names;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.PolicyDefined;
import dev.visor.contracts.policy.Policy;
import dev.visor.ingest.NameLock;
import dev.visor.platform.messaging.EventPublisher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Every policy that was ever put; the newest version of a name holds for later uploads. */
@Service
public class Policies implements SmartInitializingSingleton {
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final EventPublisher events;
    private final NameLock names;
    private final Clock clock;

    Policies(JdbcClient jdbc, TransactionOperations transactions, EventPublisher events, NameLock names, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.names = names;
        this.clock = clock;
    }

    /** The policy of uploads that name none is there from the first start; whoever changes it keeps the change. */
    @Override
    public void afterSingletonsInstantiated() {
        Policy standard = Policy.standard();
        transactions.executeWithoutResult(status -> {
            names.lock("policy", standard.name());
            if (newest(standard.name()).isEmpty()) {
                append(standard, 1);
            }
        });
    }

    /** Whether this made a version; the same policy again makes none. */
    record Put(DefinedPolicy defined, boolean created) {}

    Put put(Policy policy) {
        return transactions.execute(status -> {
            names.lock("policy", policy.name());
            Optional<DefinedPolicy> held = newest(policy.name());
            if (held.isPresent() && held.get().policy().equals(policy)) {
                return new Put(held.get(), false);
            }
            return new Put(append(policy, held.map(DefinedPolicy::version).orElse(0) + 1), true);
        });
    }

    /** The policy that holds under this name; {@code NOT_FOUND} with the names there are. */
    public DefinedPolicy current(String name) {
        Names.require("policy", name);
        return newest(name)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND,
                        "there is no policy '%s'; there are %s. PUT /api/v1/policies/%s defines it"
                                .formatted(
                                        name,
                                        all().stream()
                                                .map(d -> d.policy().name())
                                                .toList(),
                                        name)));
    }

    /** Every policy that holds, by name. */
    public List<DefinedPolicy> all() {
        return jdbc.sql("""
                        select distinct on (name) document, version, defined_at
                        from policy_version order by name, version desc""").query(Policies::row).list();
    }

    private Optional<DefinedPolicy> newest(String name) {
        return jdbc.sql("""
                        select document, version, defined_at
                        from policy_version where name = ? order by version desc limit 1""").param(name).query(Policies::row).optional();
    }

    private DefinedPolicy append(Policy policy, int version) {
        Instant now = clock.instant();
        jdbc.sql("insert into policy_version (name, version, document, defined_at) values (?, ?, ?, ?)")
                .params(policy.name(), version, ContractJson.MAPPER.writeValueAsString(policy), Timestamp.from(now))
                .update();
        events.publish(new PolicyDefined(policy, version, now));
        return new DefinedPolicy(policy, version, now);
    }

    private static DefinedPolicy row(ResultSet rs, int index) throws SQLException {
        return new DefinedPolicy(
                ContractJson.MAPPER.readValue(rs.getString("document"), Policy.class),
                rs.getInt("version"),
                rs.getTimestamp("defined_at").toInstant());
    }
}

package dev.visor.platform.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkProperties.class)
class WorkConfiguration {
    @Bean
    WorkTable workTable(JdbcClient jdbc, MeterRegistry meters) {
        WorkTable table = new WorkTable(jdbc);
        Gauge.builder("visor.work.waiting", table, WorkTable::waiting)
                .description("Tasks that wait for a worker")
                .register(meters);
        return table;
    }

    /** Handlers are looked up late: they normally need the queue themselves. */
    @Bean
    WorkQueue workQueue(
            WorkTable table,
            WorkProperties properties,
            ObjectProvider<WorkHandler<?>> handlers,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            MeterRegistry meters,
            @Value("${spring.application.name}") String application) {
        WorkTasks tasks = new WorkTasks(properties, table, new TransactionTemplate(transactions), meters);
        return new ScheduledWorkQueue(table, tasks, handlers, dataSource, properties, application);
    }
}

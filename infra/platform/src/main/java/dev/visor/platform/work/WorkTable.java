package dev.visor.platform.work;

import com.github.kagkarlsson.scheduler.task.Execution;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The part of db-scheduler's table that is written in the callers' transactions. */
final class WorkTable {
    private final JdbcClient jdbc;

    WorkTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Plain SQL because a violated key would end the caller's transaction. */
    boolean add(String kind, String taskId, byte[] data) {
        return jdbc.sql("""
                        insert into scheduled_tasks
                            (task_name, task_instance, task_data, execution_time, picked, consecutive_failures, version)
                        values (:kind, :id, :data, clock_timestamp(), false, 0, 1)
                        on conflict do nothing""")
                        .param("kind", kind)
                        .param("id", taskId)
                        .param("data", data)
                        .update()
                == 1;
    }

    boolean withdraw(String kind, String taskId) {
        return jdbc.sql("delete from scheduled_tasks where task_name = :kind and task_instance = :id and not picked")
                        .param("kind", kind)
                        .param("id", taskId)
                        .update()
                == 1;
    }

    /** Lets go of a task that did not end; it counts as no attempt. */
    boolean giveBack(Execution execution) {
        return jdbc.sql("""
                        update scheduled_tasks
                        set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
                        where task_name = :kind and task_instance = :id and version = :version""")
                        .param("kind", execution.getTaskName())
                        .param("id", execution.getId())
                        .param("version", execution.version)
                        .update()
                == 1;
    }

    long waiting() {
        return jdbc.sql("select count(*) from scheduled_tasks where not picked")
                .query(Long.class)
                .single();
    }
}

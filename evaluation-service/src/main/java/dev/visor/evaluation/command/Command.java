package dev.visor.evaluation.command;

import java.io.PrintStream;
import java.util.List;

/** Something that the program does on its command line, with no database, broker or Spring. */
public interface Command {
    /** The first argument that calls it. */
    String name();

    /** Its arguments and what it does, on one line. */
    String usage();

    /**
     * Does it.
     *
     * @param arguments those after the name
     * @param out for the result
     * @param errors for progress
     * @return the exit status; 0 if all went well
     * @throws dev.visor.contracts.error.VisorException if the input is bad
     */
    int run(List<String> arguments, PrintStream out, PrintStream errors) throws Exception;
}

package dev.visor.evaluation.command;

import dev.visor.contracts.error.VisorException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** The commands there are. A new one is added to the list. */
public final class Commands {
    /** The input or the way it was called is wrong. */
    static final int BAD_INPUT = 2;

    static final int FAILED = 1;

    private static final List<Command> ALL = List.of(new CocoCommand(), new VerifyCommand());

    private Commands() {}

    /**
     * Runs the command that the arguments call.
     *
     * @return its exit status, or empty if they call none and the service is to start
     */
    public static OptionalInt run(String[] arguments, PrintStream out, PrintStream errors) {
        if (arguments.length == 0 || arguments[0].startsWith("-")) {
            return OptionalInt.empty();
        }
        for (Command command : ALL) {
            if (command.name().equals(arguments[0])) {
                return OptionalInt.of(run(command, Arrays.asList(arguments).subList(1, arguments.length), out, errors));
            }
        }
        errors.printf("'%s' is no command; there are:%n", arguments[0]);
        ALL.forEach(command -> errors.println("  " + command.name() + " " + command.usage()));
        return OptionalInt.of(BAD_INPUT);
    }

    private static int run(Command command, List<String> arguments, PrintStream out, PrintStream errors) {
        try {
            return command.run(arguments, out, errors);
        } catch (VisorException e) {
            errors.println(e.detail());
            return BAD_INPUT;
        } catch (NoSuchFileException e) {
            errors.println("there is no file " + e.getFile());
            return BAD_INPUT;
        } catch (Exception e) {
            errors.println(command.name() + " failed: " + e);
            return FAILED;
        }
    }
}

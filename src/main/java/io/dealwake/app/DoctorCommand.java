package io.dealwake.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks everything around the processor. */
@Command(
        name = "doctor",
        description = {
            "Checks this machine and Kafka, and says what to do where something is wrong.",
            "Exit code 1 when a check failed; a warning is no failure."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  ./dealwake doctor", "  ./dealwake doctor --quick --kafka broker1:9092"})
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--quick",
            description = "Only what a health check needs: Kafka answers, the topics are there, a processor runs.")
    private boolean quick;

    @Option(names = "--json", description = "Print JSON, an object a check.")
    private boolean json;

    @Mixin
    private StateOption state = new StateOption();

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Finding> findings = new ArrayList<>();
        if (!quick) {
            findings.addAll(new MachineCheckup(state.folder()).findings());
        }
        try {
            KafkaCheckup checkup = new KafkaCheckup(kafka.connection(), kafka.topics());
            findings.addAll(quick ? checkup.quick() : checkup.whole());
        } catch (Failure e) {
            findings.add(Finding.fail("kafka", "cannot be used", e.getMessage()));
            print(findings, out);
            return e.exitCode();
        }
        print(findings, out);
        return findings.stream().anyMatch(Finding::failed) ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void print(List<Finding> findings, PrintWriter out) {
        findings.forEach(finding -> out.println(json ? finding.json() : finding.line()));
        out.flush();
    }
}

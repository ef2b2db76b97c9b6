package io.dealwake;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.dealwake.architecture.Room;
import io.dealwake.architecture.Rules;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes"))
            .importPackages("io.dealwake");

    private static final Rules FIXTURE_RULES = new Rules("io.dealwake.architecture.fixture");
    private static final JavaClasses FIXTURE = new ClassFileImporter().importPackages(FIXTURE_RULES.root());

    static Stream<ArchRule> rules() {
        return new Rules("io.dealwake").all().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldFindNothingWhenTheProgramIsChecked(ArchRule rule) {
        rule.check(PROGRAM);
    }

    @Test
    void shouldSeeTheProgramWhenItIsImported() {
        assertThat(PROGRAM.stream().map(type -> type.getName())).contains("io.dealwake.app.Dealwake");
    }

    @Test
    void shouldRefuseARoomThatIsNotInTheRowWhenARoomImportsIt() {
        assertThat(broken(imports("market"))).contains("ImportsStudy").doesNotContain("Good.", "AsksTheClock");
        assertThat(broken(imports("alert"))).contains("ImportsApp");
        assertThat(broken(imports("study"))).isEmpty();
    }

    @Test
    void shouldRefuseALibraryThatIsNotInTheRowWhenARoomImportsIt() {
        assertThat(broken(imports("reaction"))).contains("ImportsStatistics");
        assertThat(broken(imports("wire")))
                .contains("type <org.apache.kafka.streams.KeyValue>")
                .doesNotContain("type <org.apache.kafka.common");
    }

    @Test
    void shouldRefuseTheWallClockWhenTheRoomHasNone() {
        assertThat(broken(FIXTURE_RULES.noWallClock()))
                .contains("AsksTheClock.call()", "AsksTheClock.zone()", "AsksTheClock.sleep()")
                .contains("System.nanoTime()", "references method <java.time.Instant.now()>", "Punctuates.wallClock(")
                .doesNotContain("AsksTheClockRightly", "TakesAClock");
    }

    @Test
    void shouldRefuseAnyClockWhenTheRoomIsPure() {
        assertThat(broken(FIXTURE_RULES.noClockInPureRooms()))
                .contains("market.Good$TakesAClock")
                .doesNotContain("stream.TakesAClock");
    }

    @Test
    void shouldRefuseTheOutsideWhenTheRoomIsPure() {
        assertThat(broken(FIXTURE_RULES.noFilesOrNetworkInPureRooms()))
                .contains("ReadsAFile.byPath()", "ReadsAFile.byName()");
        assertThat(broken(FIXTURE_RULES.noEnvironmentInPureRooms()))
                .contains("System.getenv()", "ReadsTheEnvironment.property()");
    }

    @Test
    void shouldRefuseWhatNeedsTheWallClockOrNeverEmptiesWhenAStreamUsesIt() {
        assertThat(broken(FIXTURE_RULES.noGlobalTables())).contains("MakesAGlobalTable");
        assertThat(broken(FIXTURE_RULES.noPunctuators())).contains("Punctuates");
        assertThat(broken(FIXTURE_RULES.noWindowsOrSessions())).contains("KeepsWindows.inAStore()", "KeepsWindows.of(");
    }

    @Test
    void shouldRefuseACycleOrAClassWithoutARoomWhenThereIsOne() {
        assertThat(broken(FIXTURE_RULES.noCycles())).contains("Cycle detected", "Slice market", "Slice study");
        assertThat(broken(FIXTURE_RULES.everyClassHasARoom())).contains("HasNoRoom");
    }

    private static ArchRule imports(String room) {
        return Room.TABLE.stream()
                .filter(row -> row.name().equals(room))
                .map(FIXTURE_RULES::imports)
                .findFirst()
                .orElseThrow();
    }

    private static String broken(ArchRule rule) {
        return String.join("\n", rule.evaluate(FIXTURE).getFailureReport().getDetails());
    }
}

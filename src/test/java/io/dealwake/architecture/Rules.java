package io.dealwake.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules of the house for the rooms under one root package. An empty room breaks none of them. */
public record Rules(String root) {
    private static final String STREAMS = "org.apache.kafka.streams";
    private static final Set<String> FILES_IN_JAVA_IO = Set.of(
            "java.io.Console",
            "java.io.File",
            "java.io.FileDescriptor",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile");

    public List<ArchRule> all() {
        return Stream.of(
                        Room.TABLE.stream().map(this::imports),
                        Stream.of(
                                everyClassHasARoom(),
                                noCycles(),
                                noFilesOrNetworkInPureRooms(),
                                noEnvironmentInPureRooms(),
                                noClockInPureRooms(),
                                noWallClock(),
                                noGlobalTables(),
                                noPunctuators(),
                                noWindowsOrSessions()))
                .flatMap(rules -> rules)
                .toList();
    }

    public ArchRule imports(Room room) {
        return classes()
                .that()
                .resideInAPackage(in(room.name()))
                .should()
                .onlyDependOnClassesThat(classThat("may be imported by " + room.name(), it -> mayImport(room, it)))
                .allowEmptyShould(true);
    }

    public ArchRule everyClassHasARoom() {
        return classes()
                .should()
                .resideInAnyPackage(in(Room.TABLE.stream().map(Room::name).toList()))
                .as("every class has a room of the table")
                .allowEmptyShould(true);
    }

    public ArchRule noCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    public ArchRule noFilesOrNetworkInPureRooms() {
        return noClasses()
                .that()
                .resideInAnyPackage(in(pureRooms()))
                .should()
                .dependOnClassesThat(classThat("reach files or the network", Rules::reachesOutside))
                .allowEmptyShould(true);
    }

    public ArchRule noEnvironmentInPureRooms() {
        return noClasses()
                .that()
                .resideInAnyPackage(in(pureRooms()))
                .should()
                .accessTargetWhere(targetThat("reads the environment", Rules::readsTheEnvironment))
                .allowEmptyShould(true);
    }

    /** Not even one that is handed in: in a pure room time is a value. */
    public ArchRule noClockInPureRooms() {
        return noClasses()
                .that()
                .resideInAnyPackage(in(pureRooms()))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.time\\.(Clock|InstantSource)")
                .allowEmptyShould(true);
    }

    public ArchRule noWallClock() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in(Room.WITH_A_CLOCK))
                .should()
                .accessTargetWhere(targetThat("reads the machine's clock or zone", Rules::readsTheClock))
                .allowEmptyShould(true);
    }

    public ArchRule noGlobalTables() {
        return noClasses()
                .should()
                .accessTargetWhere(streamsTargetThat(
                        "makes a global table",
                        target -> Set.of("globalTable", "addGlobalStore").contains(target.getName())))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("org\\.apache\\.kafka\\.streams\\..*GlobalKTable")
                .allowEmptyShould(true);
    }

    public ArchRule noPunctuators() {
        return noClasses()
                .should()
                .accessTargetWhere(streamsTargetThat(
                        "schedules a punctuator", target -> target.getName().equals("schedule")))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("org\\.apache\\.kafka\\.streams\\..*Punctuat(or|ionType)")
                .allowEmptyShould(true);
    }

    public ArchRule noWindowsOrSessions() {
        return noClasses()
                .should()
                .accessTargetWhere(streamsTargetThat(
                        "makes windows or sessions or suppresses",
                        target -> target.getName().matches("windowedBy|suppress|.*(Window|Session).*Store.*")))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "org\\.apache\\.kafka\\.streams\\..*\\.[A-Za-z]*(Window|Session|Suppressed)[A-Za-z$]*")
                .allowEmptyShould(true);
    }

    private boolean mayImport(Room room, JavaClass imported) {
        JavaClass target = imported.getBaseComponentType();
        String packageName = target.getPackageName();
        return target.isPrimitive()
                || (Room.isWithin(packageName, root)
                        ? Stream.concat(Stream.of(room.name()), room.rooms().stream())
                                .anyMatch(name -> Room.isWithin(packageName, root + "." + name))
                        : room.mayImportLibrary(packageName));
    }

    private static boolean reachesOutside(JavaClass target) {
        return Stream.of("java.nio.file", "java.nio.channels", "java.net")
                        .anyMatch(parent -> Room.isWithin(target.getPackageName(), parent))
                || FILES_IN_JAVA_IO.contains(target.getName());
    }

    private static boolean readsTheEnvironment(AccessTarget target) {
        String name = target.getName();
        return (target.getOwner().isEquivalentTo(System.class)
                        && (name.startsWith("getenv") || name.startsWith("getPropert")))
                || (target.getOwner().isEquivalentTo(Integer.class) && name.equals("getInteger"))
                || (target.getOwner().isEquivalentTo(Long.class) && name.equals("getLong"))
                || (target.getOwner().isEquivalentTo(Boolean.class) && name.equals("getBoolean"));
    }

    private static boolean readsTheClock(AccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        if (owner.getPackageName().startsWith("java.time")) {
            return (name.equals("now") && !takes(target, Clock.class))
                    || name.startsWith("system")
                    || (name.startsWith("tick") && !takes(target, Clock.class));
        }
        return (owner.isEquivalentTo(System.class)
                        && Set.of("currentTimeMillis", "nanoTime").contains(name))
                || (owner.isEquivalentTo(Thread.class) && name.equals("sleep"))
                || (owner.isAssignableTo("java.util.concurrent.TimeUnit") && name.equals("sleep"))
                || (owner.isEquivalentTo(Date.class)
                        && name.equals("<init>")
                        && parameters(target).isEmpty())
                || (owner.isEquivalentTo(Calendar.class) && name.equals("getInstance"))
                || (owner.isEquivalentTo(TimeZone.class) && name.equals("getDefault"))
                || (Room.isWithin(owner.getPackageName(), STREAMS) && name.equals("currentSystemTimeMs"))
                || (owner.getName().startsWith("org.apache.kafka.common.utils.") && name.equals("SYSTEM"));
    }

    private static boolean takes(AccessTarget target, Class<?> type) {
        return parameters(target).stream().anyMatch(parameter -> parameter.isEquivalentTo(type));
    }

    private static List<JavaClass> parameters(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget codeUnit ? codeUnit.getRawParameterTypes() : List.of();
    }

    private static List<String> pureRooms() {
        return Room.TABLE.stream().filter(Room::pure).map(Room::name).toList();
    }

    private String in(String room) {
        return root + "." + room + "..";
    }

    private String[] in(Collection<String> rooms) {
        return rooms.stream().map(this::in).toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> classThat(String description, Predicate<JavaClass> test) {
        return describe(description, test);
    }

    private static DescribedPredicate<JavaAccess<?>> targetThat(String description, Predicate<AccessTarget> test) {
        return describe(description, access -> test.test(access.getTarget()));
    }

    private static DescribedPredicate<JavaAccess<?>> streamsTargetThat(
            String description, Predicate<AccessTarget> test) {
        return targetThat(
                description, target -> Room.isWithin(target.getOwner().getPackageName(), STREAMS) && test.test(target));
    }
}

package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path home;

    @Test
    void shouldRemoveATemporaryFolderWithAllThatIsInItWhenClosed() throws IOException {
        DataFolder folder = DataFolder.temporary();
        Files.createDirectories(folder.broker());
        Files.writeString(folder.broker().resolve("log"), "x");
        folder.close();
        assertThat(folder.broker().getParent()).doesNotExist();
    }

    @Test
    void shouldKeepWhatIsInItWhenClosedAndOpenedAgain() throws IOException {
        Path data = home.resolve("made/on/demand");
        try (DataFolder folder = DataFolder.kept(data)) {
            Files.createDirectories(folder.broker());
            Files.writeString(folder.broker().resolve("log"), "x");
        }
        try (DataFolder folder = DataFolder.kept(data)) {
            assertThat(folder.broker().resolve("log")).hasContent("x");
        }
    }

    @Test
    void shouldNameTheFolderAndTheProcessWhenAnotherUsesIt() {
        try (DataFolder folder = DataFolder.kept(home)) {
            assertThat(folder.broker().getParent()).isEqualTo(home);
            refuses(home, "is in use by process " + ProcessHandle.current().pid());
        }
        DataFolder.kept(home).close();
    }

    @Test
    void shouldNameTheFolderAndWhatItHoldsWhenItIsForeign() throws IOException {
        Files.writeString(home.resolve("thesis.doc"), "x");
        refuses(home, "is not Dealwake's (it holds thesis.doc), expected an empty folder");
        assertThat(home).isDirectoryNotContaining("glob:**lock").isDirectoryNotContaining("glob:**dealwake-data");
    }

    @Test
    void shouldRefuseAFolderOfAnotherVersionAndWhatIsNoFolder() throws IOException {
        Files.writeString(home.resolve("dealwake-data"), "dealwake data 2\n");
        refuses(home, "is marked 'dealwake data 2', expected 'dealwake data 1'");
        Path file = Files.writeString(home.resolve("file"), "x");
        refuses(file, "is a file, expected a folder");
    }

    private static void refuses(Path folder, String says) {
        assertThatThrownBy(() -> DataFolder.kept(folder))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("folder " + folder + " ")
                .hasMessageContaining(says)
                .satisfies(failure -> assertThat(((Failure) failure).exitCode()).isEqualTo(ExitCode.BAD_DATA));
    }
}

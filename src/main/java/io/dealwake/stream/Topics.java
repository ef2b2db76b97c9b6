package io.dealwake.stream;

public record Topics(String prefix) {
    public String ticks() {
        return prefix + "ticks";
    }

    public String deals() {
        return prefix + "deals";
    }

    public String marks() {
        return prefix + "marks";
    }

    public String reactions() {
        return prefix + "reactions";
    }

    public String alerts() {
        return prefix + "alerts";
    }

    public String rejected() {
        return prefix + "rejected";
    }
}

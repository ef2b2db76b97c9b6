package io.dealwake.market;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The plans under which trades are printed, each with its sale conditions. Sources: CTA Plan, CTS Pillar Output
 * Specification; UTP Plan, UTP Binary Output Specification (UTDF): in both, sale conditions and their consolidated
 * processing guidelines. Codes that they reserve (8, and E of UTP) are unknown; N was next day trade and is reserved now.
 */
final class TapePlan {
    private static final String TABLE = """
            plans   | code | category | high, low | last   | volume | meaning
            CTA UTP | @    | 1        | yes       | yes    | yes    | Regular sale
            CTA UTP | C    | 1        | no        | no     | yes    | Cash trade, settled the same day
            CTA UTP | N    | 1        | no        | no     | yes    | Next day trade
            CTA UTP | R    | 1        | no        | no     | yes    | Seller's option
            UTP     | Y    | 1        | yes       | yes    | yes    | Yellow flag regular trade
            CTA UTP | F    | 2        | yes       | yes    | yes    | Intermarket sweep order
            CTA UTP | O    | 2        | yes       | yes    | yes    | Opening trade
            CTA UTP | 4    | 2        | yes       | alone  | yes    | Derivatively priced
            CTA UTP | 5    | 2        | yes       | yes    | yes    | Reopening trade
            CTA UTP | 6    | 2        | yes       | yes    | yes    | Closing trade
            CTA UTP | 7    | 2        | no        | no     | yes    | Qualified contingent trade
            CTA UTP | 9    | 2        | yes       | yes    | no     | Corrected consolidated close
            CTA UTP | L    | 3        | yes       | market | yes    | Sold last: reported late, in sequence
            CTA UTP | T    | 3        | no        | no     | yes    | Extended hours (form T)
            CTA UTP | U    | 3        | no        | no     | yes    | Extended hours, out of sequence
            CTA UTP | Z    | 3        | yes       | alone  | yes    | Sold, out of sequence
            UTP     | 1    | 4        | yes       | yes    | yes    | Stopped stock, regular trade
            UTP     | A    | 4        | yes       | yes    | yes    | Acquisition
            CTA     | B    | 4        | no        | no     | yes    | Average price trade
            UTP     | B    | 4        | yes       | yes    | yes    | Bunched trade
            UTP     | D    | 4        | yes       | yes    | yes    | Distribution
            CTA     | E    | 4        | yes       | yes    | yes    | Automatic execution
            UTP     | G    | 4        | yes       | alone  | yes    | Bunched trade, reported late
            CTA UTP | H    | 4        | no        | no     | yes    | Price variation trade
            CTA UTP | I    | 4        | no        | no     | yes    | Odd lot
            CTA UTP | K    | 4        | yes       | yes    | yes    | Rule 127 or rule 155 trade
            CTA UTP | M    | 4        | no        | no     | no     | Market center's official close
            CTA UTP | P    | 4        | yes       | alone  | yes    | Prior reference price
            CTA UTP | Q    | 4        | no        | no     | no     | Market center's official open
            UTP     | S    | 4        | yes       | yes    | yes    | Split trade
            CTA UTP | V    | 4        | no        | no     | yes    | Contingent trade
            UTP     | W    | 4        | no        | no     | yes    | Average price trade
            CTA UTP | X    | 4        | yes       | yes    | yes    | Cross or periodic auction trade
            """;

    private static final int LONGEST_FIELD = 4;

    /** Tapes A and B: what is listed at NYSE and the other exchanges but Nasdaq. */
    static final TapePlan CTA = new TapePlan("CTA");

    /** Tape C: what is listed at Nasdaq. */
    static final TapePlan UTP = new TapePlan("UTP");

    /** No plan whose codes are known. */
    static final TapePlan NONE = new TapePlan("none");

    private final String name;
    private final Map<String, SaleCondition> byCode;

    private TapePlan(String name) {
        this.name = name;
        this.byCode = TABLE.lines()
                .map(line -> line.split(" *\\| *", -1))
                .filter(cells -> Arrays.asList(cells[0].split(" ", -1)).contains(name))
                .map(cells ->
                        new SaleCondition(cells[1], Integer.parseInt(cells[2]), cells[3], cells[4], cells[5], cells[6]))
                .collect(Collectors.toMap(
                        SaleCondition::code, condition -> condition, TapePlan::refuseTwice, TreeMap::new));
    }

    private static SaleCondition refuseTwice(SaleCondition one, SaleCondition other) {
        throw new IllegalStateException(one + " and " + other + " have the same code");
    }

    /**
     * The plan that prints the trades of a calendar's securities. Trades carry no tape, so it must follow from the calendar:
     * UTP for Nasdaq's, CTA for New York's other one, none elsewhere.
     */
    static TapePlan of(String calendar) {
        return switch (calendar) {
            case "XNAS" -> UTP;
            case "XNYS" -> CTA;
            default -> NONE;
        };
    }

    @Override
    public String toString() {
        return name;
    }

    /** The condition of a code; null when the plan has none. */
    SaleCondition find(String code) {
        return byCode.get(code);
    }

    /** All conditions, in order of their codes. */
    Collection<SaleCondition> conditions() {
        return byCode.values();
    }

    /**
     * The codes of one text of a trade: one character is a code, the four-character field of a tape is a code for each
     * character that is not blank, and any other text is one code as it stands. Up to four characters are such a field if
     * they begin with {@code @} or have a blank among them; or if they are codes of this plan, not digits alone, in the
     * order of the field's categories. So {@code TI} is two codes, and the {@code 41} of a vendor that counts its
     * conditions is one.
     */
    List<String> codes(String text) {
        if (text.length() == 1 && !text.isBlank()) {
            return List.of(text);
        }
        List<String> codes = this != NONE && isField(text) ? characters(text) : List.of(text.strip());
        return codes.stream().filter(code -> !code.isBlank()).toList();
    }

    private boolean isField(String text) {
        boolean marked = text.startsWith("@") || text.indexOf(' ') >= 0;
        return text.length() <= LONGEST_FIELD && (marked || (!isNumber(text) && isInOrderOfCategories(text)));
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(Character::isDigit);
    }

    private boolean isInOrderOfCategories(String text) {
        int before = 0;
        for (String code : characters(text)) {
            SaleCondition condition = find(code);
            if (condition == null || condition.category() <= before) {
                return false;
            }
            before = condition.category();
        }
        return true;
    }

    private static List<String> characters(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }
}

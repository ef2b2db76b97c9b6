package io.dealwake.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dealwake.market.SaleConditions.Effect;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaleConditionsTest {
    private static final SaleConditions REJECTING = of(Hours.EXTENDED, UnknownCondition.REJECT);

    /** One row per code, written down apart from the table: what NYSE's calendar (CTA) and Nasdaq's (UTP) make of it. */
    private static final String EFFECTS = """
            @, PRICE,   PRICE
            1, unknown, PRICE
            2, unknown, unknown
            3, unknown, unknown
            4, VOLUME,  VOLUME
            5, PRICE,   PRICE
            6, PRICE,   PRICE
            7, VOLUME,  VOLUME
            8, unknown, unknown
            9, NONE,    NONE
            A, unknown, PRICE
            B, VOLUME,  PRICE
            C, VOLUME,  VOLUME
            D, unknown, PRICE
            E, PRICE,   unknown
            F, PRICE,   PRICE
            G, unknown, VOLUME
            H, VOLUME,  VOLUME
            I, VOLUME,  VOLUME
            J, unknown, unknown
            K, PRICE,   PRICE
            L, VOLUME,  VOLUME
            M, NONE,    NONE
            N, VOLUME,  VOLUME
            O, PRICE,   PRICE
            P, VOLUME,  VOLUME
            Q, NONE,    NONE
            R, VOLUME,  VOLUME
            S, unknown, PRICE
            T, PRICE,   PRICE
            U, VOLUME,  VOLUME
            V, VOLUME,  VOLUME
            W, unknown, VOLUME
            X, PRICE,   PRICE
            Y, unknown, PRICE
            Z, VOLUME,  VOLUME
            """;

    @ParameterizedTest
    @CsvSource(textBlock = EFFECTS)
    void shouldKnowWhatEachCodeMeansForAMinute(String code, String cta, String utp) {
        assertThat(effect(code, "XNYS")).isEqualTo(cta);
        assertThat(effect(code, "XNAS")).isEqualTo(utp);
        assertThat(effect(code, "XLON")).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({"XNYS,1", "XNAS,2"})
    void shouldHaveNoCodeThatTheseTestsDoNotName(String calendar, int column) {
        assertThat(TapePlan.of(calendar).conditions())
                .extracting(SaleCondition::code)
                .containsExactlyElementsOf(EFFECTS.lines()
                        .map(line -> line.split(", *", -1))
                        .filter(cells -> !cells[column].equals("unknown"))
                        .map(cells -> cells[0])
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    XNYS, T,   EXTENDED, PRICE
                    XNYS, T,   REGULAR,  VOLUME
                    XNAS, T,   EXTENDED, PRICE
                    XNAS, T,   REGULAR,  VOLUME
                    XNAS, U,   EXTENDED, VOLUME
                    XNAS, U,   REGULAR,  VOLUME
                    XNAS, @,   REGULAR,  PRICE
                    XNAS, 6,   REGULAR,  PRICE
                    XNAS, @FT, EXTENDED, PRICE
                    XNAS, @FT, REGULAR,  VOLUME
                    """)
    void shouldCountExtendedHoursWhereTheyAreMeasured(String calendar, String code, Hours hours, Effect effect) {
        assertThat(of(hours, UnknownCondition.REJECT).effectOf(List.of(code), calendar))
                .isEqualTo(effect);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    @,I     | VOLUME
                    @,F     | PRICE
                    @,T     | PRICE
                    @,T,I   | VOLUME
                    F,T,I   | VOLUME
                    @,M     | NONE
                    I,M     | NONE
                    M,I     | NONE
                    @,6,X   | PRICE
                    @,4,W   | VOLUME
                    @,F,B   | PRICE
                    """)
    void shouldTakeTheWeakestOfSeveralEffects(String codes, Effect effect) {
        assertThat(REJECTING.effectOf(Arrays.asList(codes.split(",", -1)), "XNAS"))
                .isEqualTo(effect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XNYS", "XNAS", "XLON"})
    void shouldTakeAPrintWithoutConditionsAsRegular(String calendar) {
        for (List<String> none :
                List.of(List.<String>of(), List.of(""), List.of(" "), List.of("    "), List.of("", " "))) {
            assertThat(REJECTING.effectOf(none, calendar)).isEqualTo(Effect.PRICE);
            assertThat(SaleConditions.unknownOf(none, calendar)).isEmpty();
        }
    }

    /** What Daily TAQ files have, and what is left of it where blanks were cut off. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    @   |XNAS|PRICE
                    @FTI|XNAS|VOLUME
                    @F I|XNAS|VOLUME
                    @  I|XNAS|VOLUME
                    @ TI|XNAS|VOLUME
                    @ T |XNAS|PRICE
                    @ T|XNAS|PRICE
                    @TI|XNAS|VOLUME
                    @F|XNAS|PRICE
                    @F  |XNAS|PRICE
                    @6 X|XNAS|PRICE
                    @O X|XNAS|PRICE
                    @  M|XNAS|NONE
                    @4 W|XNAS|VOLUME
                    @7 V|XNAS|VOLUME
                    @  B|XNAS|PRICE
                       B|XNYS|VOLUME
                    C   |XNYS|VOLUME
                       E|XNYS|PRICE
                     F E|XNYS|PRICE
                     F I|XNYS|VOLUME
                     FTI|XNYS|VOLUME
                      T |XNYS|PRICE
                    FTI|XNYS|VOLUME
                    TI|XNYS|VOLUME
                    FI|XNYS|VOLUME
                    FT|XNYS|PRICE
                    @E|XNYS|PRICE
                     6  |XNYS|PRICE
                    """)
    void shouldReadTheFieldOfATape(String field, String calendar, Effect effect) {
        assertThat(REJECTING.effectOf(List.of(field), calendar)).isEqualTo(effect);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    41      | XNAS | 41
                    12      | XNAS | 12
                    37      | XNYS | 37
                    14      | XNYS | 14
                    IT      | XNAS | IT
                    II      | XNAS | II
                    EF      | XNYS | EF
                    ISO     | XNAS | ISO
                    FORM_T  | XNAS | FORM_T
                    ODD LOT | XNAS | ODD LOT
                    @FTIX   | XNAS | @FTIX
                    @8 I    | XNAS | 8
                    @F?     | XNYS | ?
                    i       | XNYS | i
                    é       | XNYS | é
                    TI      | XLON | TI
                    @ I     | XLON | @ I
                    @       | XLON | @
                    """)
    void shouldTakeAnyOtherTextAsOneCode(String text, String calendar, String unknown) {
        assertThat(SaleConditions.unknownOf(List.of("", text), calendar)).contains(unknown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    8   | XNAS | COUNT       | PRICE
                    8   | XNAS | VOLUME_ONLY | VOLUME
                    8,I | XNAS | COUNT       | VOLUME
                    8,M | XNAS | COUNT       | NONE
                    8,M | XNAS | VOLUME_ONLY | NONE
                    W   | XNYS | COUNT       | PRICE
                    W   | XNYS | VOLUME_ONLY | VOLUME
                    @8 I| XNAS | COUNT       | VOLUME
                    AT  | XLON | COUNT       | PRICE
                    AT  | XLON | VOLUME_ONLY | VOLUME
                    M   | XLON | COUNT       | PRICE
                    """)
    void shouldDoWithUnknownCodesWhatWasSet(String codes, String calendar, UnknownCondition policy, Effect effect) {
        assertThat(of(Hours.EXTENDED, policy).effectOf(Arrays.asList(codes.split(",", -1)), calendar))
                .isEqualTo(effect);
    }

    @Test
    void shouldNameTheUnknownCodeWhenItIsToBeRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> REJECTING.effectOf(List.of("@", "I", "W"), "XNYS"))
                .withMessage("condition is W, expected one of CTA, the plan of XNYS: "
                        + "4 5 6 7 9 @ B C E F H I K L M N O P Q R T U V X Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> REJECTING.effectOf(List.of("@8 I"), "XNAS"))
                .withMessageStartingWith("condition is 8, expected one of UTP, the plan of XNAS: 1 4 5 ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> REJECTING.effectOf(List.of("AT"), "XLON"))
                .withMessage("condition is AT, expected none: no sale conditions are known for XLON");
        assertThat(SaleConditions.unknownOf(List.of("@", "I", "W"), "XNYS")).contains("W");
        assertThat(SaleConditions.unknownOf(List.of("@", "I", "W"), "XNAS")).isEmpty();
    }

    @Test
    void shouldReadThePolicyFromASetting() {
        assertThat(UnknownCondition.values())
                .extracting(UnknownCondition::code)
                .containsExactly("count", "volume-only", "reject");
        for (UnknownCondition policy : UnknownCondition.values()) {
            assertThat(UnknownCondition.parse(policy.code())).isEqualTo(policy);
        }
        assertThat(UnknownCondition.DEFAULT).isEqualTo(UnknownCondition.VOLUME_ONLY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnknownCondition.parse("REJECT"))
                .withMessage("unknown-conditions is REJECT, expected one of count, volume-only, reject");
    }

    private static String effect(String code, String calendar) {
        boolean unknown = SaleConditions.unknownOf(List.of(code), calendar).isPresent();
        return unknown ? "unknown" : REJECTING.effectOf(List.of(code), calendar).name();
    }

    private static SaleConditions of(Hours hours, UnknownCondition unknown) {
        return new SaleConditions(hours, unknown);
    }
}

package io.sluice.connector.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PartitionsTest {
    private static final TopicPartition P0 = new TopicPartition("t", 0);
    private static final TopicPartition P1 = new TopicPartition("t", 1);
    private static final OptionalLong NONE = OptionalLong.empty();

    private final Partitions partitions = new Partitions();

    @BeforeEach
    void openBoth() {
        partitions.open(List.of(P0, P1));
    }

    @Test
    void refusesRecordsUntilTheLakeWasAsked() {
        assertThat(partitions.admit(P0, 5)).isEqualTo(Admission.REFUSED);
        assertThat(partitions.unopened()).containsExactlyInAnyOrder(P0, P1);
    }

    @Test
    void startsAtTheLakesOffset() {
        assertThat(partitions.opened(P0, OptionalLong.of(7))).hasValue(7);

        assertThat(partitions.admit(P0, 7)).isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void knowsNothingOfAPartitionThatWasClosedOrOpenedAnew() {
        partitions.opened(P0, OptionalLong.of(7));
        partitions.admit(P0, 7);
        partitions.accepted(P0, 7);

        partitions.open(List.of(P0));
        assertThat(partitions.admit(P0, 8)).as("opened anew").isEqualTo(Admission.REFUSED);

        partitions.opened(P0, OptionalLong.of(8));
        assertThat(partitions.admit(P0, 8)).isEqualTo(Admission.ACCEPTED);
        partitions.close(List.of(P0));
        assertThat(partitions.admit(P0, 8)).as("closed").isEqualTo(Admission.REFUSED);
    }

    @Test
    void startsWhereKafkaSaysWhenTheLakeHoldsNone() {
        assertThat(partitions.opened(P0, NONE)).isEmpty();

        assertThat(partitions.admit(P0, 40)).isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void goesBackToTheFirstRefusedRecordWhenTheLakeHoldsNone() {
        partitions.admit(P0, 40);
        partitions.admit(P0, 41);

        assertThat(partitions.opened(P0, NONE)).hasValue(40);
    }

    @Test
    void goesBackToWhatIsNotDurableWhenTheLakeNamesNoOffset() {
        partitions.opened(P0, NONE);
        for (long offset = 40; offset < 60; offset++) {
            partitions.admit(P0, offset);
            partitions.accepted(P0, offset);
        }
        partitions.reopenAll(partition -> OptionalLong.of(50));

        assertThat(partitions.opened(P0, NONE)).hasValue(50);
        partitions.reopenAll(partition -> NONE);
        assertThat(partitions.opened(P0, NONE)).hasValue(50);
    }

    @Test
    void refusesTheRestOfABatchAfterARewindWasAskedFor() {
        partitions.opened(P0, OptionalLong.of(0));
        partitions.admit(P0, 0);
        partitions.accepted(P0, 0);
        partitions.reopenAll(partition -> NONE);

        assertThat(partitions.admit(P0, 1))
                .as("a gap from 0 to 1 would be legal")
                .isEqualTo(Admission.REFUSED);
        assertThat(partitions.opened(P0, OptionalLong.of(0))).hasValue(0);
        assertThat(partitions.admit(P0, 0)).isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void dropsWhatIsDeliveredAgainWhateverTheBatch() {
        partitions.opened(P0, OptionalLong.of(3));
        partitions.admit(P0, 3);
        partitions.accepted(P0, 3);
        partitions.admit(P0, 9);
        partitions.accepted(P0, 9);

        assertThat(partitions.admit(P0, 9)).isEqualTo(Admission.DUPLICATE);
        assertThat(partitions.admit(P0, 10)).as("the consumer is asked for it").isEqualTo(Admission.REFUSED);
        assertThat(partitions.takeRewinds()).isEqualTo(Map.of(P0, 10L));
        assertThat(partitions.admit(P0, 10)).isEqualTo(Admission.ACCEPTED);
    }

    @Test
    void noticesATopicThatWasMadeAnewWhileItWasRead() {
        partitions.opened(P0, OptionalLong.of(3));
        partitions.admit(P0, 3);
        partitions.accepted(P0, 3);

        assertThat(partitions.admit(P0, 0)).as("might be redelivery").isEqualTo(Admission.DUPLICATE);
        assertThat(partitions.takeRewinds()).isEqualTo(Map.of(P0, 4L));
        assertThat(partitions.admit(P0, 0)).as("Kafka has no 4").isEqualTo(Admission.WENT_BACK);
    }

    @Test
    void looksBelowTheGroupOnceWhenNoTableHoldsThePartition() {
        partitions.opened(P0, NONE);
        partitions.admit(P0, 40);
        assertThat(partitions.begin(P0, 40, 0)).isEqualTo(Beginning.LOOKING);
        assertThat(partitions.looking()).isTrue();
        assertThat(partitions.admit(P0, 41)).isEqualTo(Admission.REFUSED);
        assertThat(partitions.takeRewinds()).isEqualTo(Map.of(P0, 0L));

        assertThat(partitions.admit(P0, 40)).isEqualTo(Admission.ACCEPTED);
        assertThat(partitions.begin(P0, 40, 0)).as("the log begins there").isEqualTo(Beginning.HERE);
        partitions.accepted(P0, 40);

        assertThat(partitions.looking()).isFalse();
        assertThat(partitions.begin(P0, 50, 0)).isEqualTo(Beginning.HERE);
    }

    @Test
    void findsWhatTheGroupWouldLeaveOut() {
        partitions.opened(P0, NONE);
        partitions.begin(P0, 40, 0);
        partitions.takeRewinds();

        assertThat(partitions.begin(P0, 7, 0)).isEqualTo(Beginning.LEFT_OUT);
        assertThat(partitions.stood(P0)).hasValue(40);
    }

    @Test
    void comesBackFromALookThatWentTooFar() {
        partitions.opened(P0, NONE);
        partitions.begin(P0, 40, 0);
        partitions.takeRewinds();

        assertThat(partitions.begin(P0, 90, 0)).isEqualTo(Beginning.LOOKING);
        assertThat(partitions.takeRewinds()).isEqualTo(Map.of(P0, 40L));
        assertThat(partitions.begin(P0, 40, 0)).isEqualTo(Beginning.HERE);
    }

    @Test
    void looksAgainWhenTheLakeForgotAPartitionThatItHeld() {
        partitions.opened(P0, OptionalLong.of(40));
        partitions.admit(P0, 40);
        partitions.accepted(P0, 40);
        partitions.reopenAll(partition -> NONE);

        assertThat(partitions.opened(P0, NONE)).hasValue(41);
        assertThat(partitions.begin(P0, 41, 0)).as("the table is gone").isEqualTo(Beginning.LOOKING);
    }

    @Test
    void doesNotLookBelowWhatItHasTakenAlready() {
        partitions.opened(P0, OptionalLong.of(40));
        partitions.admit(P0, 40);
        partitions.accepted(P0, 40);

        assertThat(partitions.begin(P0, 41, 0)).as("for another table").isEqualTo(Beginning.HERE);
    }

    @Test
    void looksNotWhereNothingCanBeLeftOut() {
        partitions.opened(P0, NONE);
        assertThat(partitions.begin(P0, 40, 40)).isEqualTo(Beginning.HERE);
        partitions.opened(P1, NONE);
        partitions.begun(P1);
        assertThat(partitions.begin(P1, 40, 0)).isEqualTo(Beginning.HERE);
    }

    @Test
    void startsWhereItIsToldTo() {
        partitions.beginAt(P0, 5);

        assertThat(partitions.admit(P0, 4)).isEqualTo(Admission.WENT_BACK);
        assertThat(partitions.admit(P0, 5)).isEqualTo(Admission.ACCEPTED);
        assertThat(partitions.begin(P0, 5, 0)).isEqualTo(Beginning.HERE);
    }

    @Test
    void tellsATopicThatWentBackFromRedelivery() {
        partitions.opened(P0, OptionalLong.of(100));

        assertThat(partitions.admit(P0, 0))
                .as("the consumer was moved to 100 and found less")
                .isEqualTo(Admission.WENT_BACK);
    }

    @Test
    void refusesPartitionsThatAreNotOpen() {
        partitions.opened(P1, NONE);
        partitions.close(List.of(P1));

        assertThat(partitions.admit(P1, 0)).isEqualTo(Admission.REFUSED);
        assertThat(partitions.committable(P1, NONE, OptionalLong.of(5))).isEmpty();
    }

    @Test
    void movesAHeldPartitionBackToTheRecordThatWaits() {
        partitions.opened(P0, OptionalLong.of(0));
        partitions.admit(P0, 0);
        partitions.accepted(P0, 0);
        partitions.admit(P0, 1);
        partitions.hold(P0, 1);

        assertThat(partitions.admit(P0, 2)).isEqualTo(Admission.REFUSED);
        assertThat(partitions.takeRewinds()).isEqualTo(Map.of(P0, 1L));
        assertThat(partitions.admit(P0, 1)).isEqualTo(Admission.ACCEPTED);
        assertThat(partitions.takeRewinds()).isEmpty();
    }

    @Test
    void tellsKafkaNoMoreThanWhatIsLanded() {
        partitions.opened(P0, OptionalLong.of(0));
        partitions.admit(P0, 5);
        partitions.accepted(P0, 5);

        assertThat(partitions.committable(P0, OptionalLong.of(5), OptionalLong.of(6)))
                .hasValue(5);
        assertThat(partitions.committable(P0, NONE, OptionalLong.of(6))).hasValue(6);
    }

    @Test
    void passesFilteredTailsOnWhenNothingIsBuffered() {
        partitions.opened(P0, OptionalLong.of(3));
        partitions.polled();

        assertThat(partitions.committable(P0, NONE, OptionalLong.of(90)))
                .as("an SMT filtered 3 to 89")
                .hasValue(90);
    }

    @Test
    void ignoresKafkasPositionWhileARewindIsPending() {
        partitions.opened(P0, OptionalLong.of(0));
        partitions.hold(P0, 1);

        assertThat(partitions.committable(P0, NONE, OptionalLong.of(90))).hasValue(1);
        partitions.reopenAll(partition -> NONE);
        assertThat(partitions.committable(P0, NONE, OptionalLong.of(90))).isEmpty();
    }

    @Test
    void ignoresKafkasPositionUntilTheConsumerHasMovedBack() {
        partitions.admit(P0, 0);
        partitions.opened(P0, NONE);
        assertThat(partitions.committable(P0, NONE, OptionalLong.of(7)))
                .as("Connect commits before it polls, and its position counts what was refused")
                .hasValue(0);

        partitions.polled();
        assertThat(partitions.committable(P0, NONE, OptionalLong.of(7))).hasValue(7);
    }

    @Test
    void ignoresKafkasPositionUntilAHeldPartitionHasMovedBack() {
        partitions.opened(P0, OptionalLong.of(1));
        partitions.polled();
        partitions.hold(P0, 1);
        partitions.takeRewinds();

        assertThat(partitions.committable(P0, NONE, OptionalLong.of(90))).hasValue(1);
    }

    @Test
    void holdsAGroupThatIsAheadOfTheLakeAgainstItOnce() {
        partitions.opened(P0, NONE);

        assertThat(partitions.skipsAhead(P0, 50, OptionalLong.of(30))).isTrue();
        assertThat(partitions.skipsAhead(P0, 50, OptionalLong.of(30)))
                .as("the gap is Kafka's own")
                .isFalse();
    }

    @Test
    void believesAGapAfterTheConsumerWasMovedToTheLakesOffset() {
        partitions.opened(P0, OptionalLong.of(30));

        assertThat(partitions.skipsAhead(P0, 50, OptionalLong.of(30))).isFalse();
    }
}

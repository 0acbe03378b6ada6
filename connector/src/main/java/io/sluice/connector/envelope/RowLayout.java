package io.sluice.connector.envelope;

import io.sluice.connector.error.RecordError;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** The schema of the rows that the events of one schema become, and which field goes where. */
final class RowLayout {
    /** Null when the events have no such field. */
    private final Field image;

    private final Schema row;
    private final Field[] imageFields;
    private final Field[] imageTargets;
    private final Field[] eventFields;
    private final Field[] eventTargets;

    private RowLayout(Field image, List<Field> imageFields, List<Field> eventFields) throws RecordError {
        this.image = image;
        this.imageFields = imageFields.toArray(Field[]::new);
        this.eventFields = eventFields.toArray(Field[]::new);
        SchemaBuilder builder = SchemaBuilder.struct();
        // The operation stands before the row, the rest of the envelope after it.
        builder.field(ChangeColumns.OP, this.eventFields[0].schema());
        for (Field field : imageFields) {
            builder.field(field.name(), field.schema());
        }
        for (Field field : eventFields.subList(1, eventFields.size())) {
            builder.field(ChangeColumns.of(field.name()), field.schema());
        }
        this.row = builder.build();
        List<Field> targets = row.fields();
        int afterImage = 1 + imageFields.size();
        this.imageTargets = targets.subList(1, afterImage).toArray(Field[]::new);
        List<Field> eventTargets = new ArrayList<>(targets.subList(0, 1));
        eventTargets.addAll(targets.subList(afterImage, targets.size()));
        this.eventTargets = eventTargets.toArray(Field[]::new);
    }

    /** @param image the field of the event that is the row */
    static RowLayout of(Schema event, String image) throws RecordError {
        List<Field> eventFields = new ArrayList<>();
        eventFields.add(event.field(DebeziumChanges.OP));
        for (Field field : event.fields()) {
            if (!field.name().equals(DebeziumChanges.OP) && !field.name().equals(DebeziumChanges.AFTER)) {
                eventFields.add(field);
            }
        }
        return new RowLayout(event.field(image), imageFields(event.field(image)), eventFields);
    }

    private static List<Field> imageFields(Field image) throws RecordError {
        if (image == null) {
            return List.of();
        }
        if (image.schema().type() != Schema.Type.STRUCT) {
            throw NoChange.noRow(image.name(), image.schema().type().getName());
        }
        for (Field field : image.schema().fields()) {
            if (ChangeColumns.isReserved(field.name())) {
                throw ChangeColumns.reserved(field.name());
            }
        }
        return image.schema().fields();
    }

    /** Null when the event has none. */
    Struct imageOf(Struct event) {
        return image == null ? null : (Struct) event.get(image);
    }

    Struct row(Struct event) {
        Struct result = new Struct(row);
        Struct fields = imageOf(event);
        if (fields != null) {
            copy(fields, imageFields, result, imageTargets);
        }
        copy(event, eventFields, result, eventTargets);
        return result;
    }

    private static void copy(Struct from, Field[] sources, Struct to, Field[] targets) {
        for (int i = 0; i < sources.length; i++) {
            Object value = from.getWithoutDefault(sources[i].name());
            // A field that may not be null is, in a row that has no image; the column may.
            if (value != null) {
                to.put(targets[i], value);
            }
        }
    }
}

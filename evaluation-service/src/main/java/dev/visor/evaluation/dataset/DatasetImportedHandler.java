package dev.visor.evaluation.dataset;

import dev.visor.contracts.event.DatasetImported;
import dev.visor.platform.messaging.EventContext;
import dev.visor.platform.messaging.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps which digest a dataset's name stands for. */
@Component
class DatasetImportedHandler implements EventHandler<DatasetImported> {
    private final DatasetCatalog catalog;

    DatasetImportedHandler(DatasetCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Class<DatasetImported> type() {
        return DatasetImported.class;
    }

    @Override
    public void handle(DatasetImported event, EventContext context) {
        catalog.imported(event.name(), event.digest(), event.importedAt());
    }
}

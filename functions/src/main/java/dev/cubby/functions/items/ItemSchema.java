package dev.cubby.functions.items;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.owned.Schema;

/// The schema of items.
public final class ItemSchema extends Schema<Item> {

  public ItemSchema() {
    super("item", Item.class);
  }

  @Override
  protected Attributes toAttributes(Item item) {
    return Attributes.NONE.with("name", item.name()).with("description", item.description());
  }

  @Override
  protected Item toContent(Attributes stored) {
    return new Item(stored.text("name"), stored.textOrNull("description"));
  }
}

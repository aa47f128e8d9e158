package dev.cubby.functions.items;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.owned.OwnedKind;

/// Items.
public final class ItemKind extends OwnedKind<Item> {

  public ItemKind() {
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

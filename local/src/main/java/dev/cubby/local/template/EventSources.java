package dev.cubby.local.template;

import java.util.List;

/// What invokes functions besides requests. Sources that the template disables are left out.
public record EventSources(
    List<StreamSourceDefinition> streams, List<ScheduleDefinition> schedules) {}

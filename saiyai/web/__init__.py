"""The design system: base templates, components, preferences, headers, routes with their policies, offers."""

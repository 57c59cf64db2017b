package com.ibm.weather.airlytics.jobs.aggregate.local;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.MapState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.State;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.StateMachine;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.Workflow;

/** Draws a state machine as a Mermaid flowchart: Maps are boxes around their states. */
final class PipelinePicture {

  private static final String INDENTATION = "  ";

  private final StringBuilder text = new StringBuilder("flowchart LR\n");

  private PipelinePicture() {}

  static String of(StateMachine machine) {
    PipelinePicture picture = new PipelinePicture();
    picture.draw(machine.workflow(), INDENTATION);
    return picture.text.toString();
  }

  private void draw(Workflow workflow, String indentation) {
    for (State state : workflow.states().values()) {
      if (state instanceof MapState map && leadsAnywhere(map.itemProcessor())) {
        line(indentation, "subgraph " + state.name());
        line(indentation + INDENTATION, "direction TB");
        draw(map.itemProcessor(), indentation + INDENTATION);
        line(indentation, "end");
      } else if (workflow.states().size() == 1) {
        line(indentation, state.name());
      }
      state.transitions().stream()
          .map(next -> state.name() + " --> " + next.target())
          .distinct()
          .forEach(arrow -> line(indentation, arrow));
    }
  }

  /** Whether a workflow is worth a box: it has states that follow each other, at some depth. */
  private static boolean leadsAnywhere(Workflow workflow) {
    return workflow.allStates().anyMatch(state -> state.name().startsWith("Prepare"));
  }

  private void line(String indentation, String content) {
    text.append(indentation).append(content).append('\n');
  }
}
